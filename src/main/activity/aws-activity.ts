import { z } from 'zod'
import { plainActivity, type NewActivity } from '../../shared/model/activity.ts'
import { awsKeyRef, keyRow } from '../../shared/model/key.ts'
import { isVaultError } from '../../shared/vault-error.ts'
import type { CallName } from '../../shared/call-names.ts'

type AnyHandler = (input: unknown) => unknown
type Noted = Extract<CallName, `manage.${string}` | `try.${string}`>

/** What KMS calls each call of a key's page. Calls that only keys of this computer have are logged by the keystore. */
const whatOf: Readonly<Partial<Record<Noted, string>>> = {
  'manage.create': 'CreateKey',
  'manage.enable': 'EnableKey',
  'manage.disable': 'DisableKey',
  'manage.scheduleDeletion': 'ScheduleKeyDeletion',
  'manage.cancelDeletion': 'CancelKeyDeletion',
  'manage.setDescription': 'UpdateKeyDescription',
  'manage.createAlias': 'CreateAlias',
  'manage.retargetAlias': 'UpdateAlias',
  'manage.deleteAlias': 'DeleteAlias',
  'manage.setTags': 'TagResource',
  'manage.putPolicy': 'PutKeyPolicy',
  'manage.createGrant': 'CreateGrant',
  'manage.retireGrant': 'RetireGrant',
  'manage.revokeGrant': 'RevokeGrant',
  'manage.replicate': 'ReplicateKey',
  'manage.changePrimary': 'UpdatePrimaryRegion',
  'manage.setAutomaticRotation': 'EnableKeyRotation',
  'manage.rotateNow': 'RotateKeyOnDemand',
  'manage.importMaterial': 'ImportKeyMaterial',
  'manage.deleteMaterial': 'DeleteImportedKeyMaterial',
  'try.encrypt': 'Encrypt',
  'try.decrypt': 'Decrypt',
  'try.reEncrypt': 'ReEncrypt',
  'try.sign': 'Sign',
  'try.verify': 'Verify',
  'try.mac': 'GenerateMac',
  'try.verifyMac': 'VerifyMac',
  'try.publicKey': 'GetPublicKey',
}

/** What of an input may be in the log as it is: numbers and KMS's own words. */
const tellable = z.object({
  days: z.number().optional(),
  periodDays: z.number().nullable().optional(),
  region: z.string().max(64).optional(),
  keyMaterialId: z.string().max(128).nullable().optional(),
  alias: z.string().optional(),
})

/**
 * The same handlers of keys of AWS KMS, each of whose outcomes is noted: done, or refused with its code. Null answers (a
 * dialog was closed) are not.
 */
export function noteAwsActivity<Handlers extends object>(
  note: (entry: NewActivity) => void,
  handlers: Handlers,
): Handlers {
  const noted = Object.entries(handlers as Record<string, AnyHandler>).map(([name, handle]) => {
    const what = whatOf[name as Noted]
    if (what === undefined) return [name, handle] as const
    const handleNoted: AnyHandler = async (input) => {
      try {
        const output = await handle(input)
        if (output !== null) note({ ...entryOf(what, input), keyId: keyOf(input) ?? keyMade(output) })
        return output
      } catch (error) {
        const code = isVaultError(error) ? error.code : 'INTERNAL'
        if (code !== 'CANCELLED') note({ ...entryOf(what, input), code })
        throw error
      }
    }
    return [name, handleNoted] as const
  })
  return Object.fromEntries(noted) as Handlers
}

function entryOf(what: string, input: unknown): NewActivity {
  const told = tellable.safeParse(input).data ?? {}
  const { days, periodDays, region, keyMaterialId, alias } = told
  return {
    ...plainActivity,
    area: 'keys',
    service: 'aws',
    what,
    keyId: keyOf(input),
    keyMaterialId: keyMaterialId ?? null,
    facts: {
      ...(days === undefined ? {} : { days }),
      ...(periodDays === undefined ? {} : { periodDays: periodDays ?? 'off' }),
      ...(region === undefined ? {} : { region }),
    },
    details: alias === undefined ? null : { alias },
  }
}

function keyOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('ref' in input)) return null
  return awsKeyRef.safeParse(input.ref).data?.keyArn ?? null
}

function keyMade(output: unknown): string | null {
  return keyOf(keyRow.safeParse(output).data)
}

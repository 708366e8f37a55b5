import { expect, it } from 'vitest'
import { readPermissions } from '../../../../../src/main/key-admin/reading/read-permissions.ts'
import type { KeyPlace } from '../../../../../src/main/key-admin/reading/key-place.ts'
import { parseKmsArn } from '../../../../../src/main/keys/aws-kms/key-arn.ts'
import type { KeyRow } from '../../../../../src/shared/model/key.ts'
import { arnOf, kmsRow } from '../../../../support/kms-rows.ts'
import { refusal, scriptedKms, type KmsScript } from '../../../../support/scripted-kms.ts'

const wouldWork = () => Promise.reject(refusal('KMS_FAILED', { awsError: 'DryRunOperationException' }))
const denied = (awsMessage = '') => Promise.reject(refusal('KMS_ACCESS_DENIED', { awsMessage }))

/** Every operation that a symmetric key may be asked for, each answering as a dry run that would work. */
const allowed: KmsScript = {
  encrypt: wouldWork,
  decrypt: wouldWork,
  reEncrypt: wouldWork,
  generateDataKey: wouldWork,
  createGrant: wouldWork,
}

async function outcomes(script: KmsScript, row: KeyRow = kmsRow('a'), refused: string[] = []) {
  const session = scriptedKms({ ...allowed, ...script })
  const arn = parseKmsArn(arnOf('a'))
  if (arn === null) throw new Error('no arn')
  const place: KeyPlace = { ref: { service: 'aws', connectionId: 'c', keyArn: arn.text }, arn, session }
  const permissions = await readPermissions(place, row, new Set(refused))
  const told = new Map(permissions.map(({ action, outcome }) => [action, outcome]))
  return { of: (action: string) => told.get(`kms:${action}`), calls: session.calls }
}

it('asks every question by a dry run, with bytes of its own', async () => {
  const inputs: Record<string, unknown>[] = []
  const noted = (input: Record<string, unknown>) => {
    inputs.push(input)
    return wouldWork()
  }
  const { calls } = await outcomes({
    encrypt: noted,
    decrypt: noted,
    reEncrypt: noted,
    generateDataKey: noted,
    createGrant: noted,
  })
  expect(calls.toSorted()).toEqual(['CreateGrant', 'Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncrypt'])
  expect(inputs.every(({ DryRun }) => DryRun === true)).toBe(true)
})

it('says of a call that needs two permissions which one is missing', async () => {
  const { of } = await outcomes({ reEncrypt: () => denied('not authorized to perform: kms:ReEncryptTo') })
  expect([of('ReEncryptFrom'), of('ReEncryptTo')]).toEqual(['unknown', 'denied'])
})

it('asks for nothing that would stay on a server that knows no dry runs, and believes it nothing', async () => {
  const { of, calls } = await outcomes({
    encrypt: () => ({}),
    decrypt: () => denied(),
    reEncrypt: () => denied(),
    generateDataKey: () => ({ Plaintext: new Uint8Array(32) }),
    createGrant: () => {
      throw new Error('a grant was made')
    },
  })
  expect(calls).not.toContain('CreateGrant')
  expect([of('Encrypt'), of('GenerateDataKey'), of('Decrypt')]).toEqual(['unknown', 'unknown', 'denied'])
})

it('wipes a data key that came although none was asked for', async () => {
  const Plaintext = new Uint8Array(32).fill(7)
  await outcomes({ generateDataKey: () => ({ Plaintext }) })
  expect(Plaintext.every((byte) => byte === 0)).toBe(true)
})

it('a signature that does not hold was looked at, so verifying is allowed', async () => {
  const { of } = await outcomes(
    {
      sign: wouldWork,
      verify: () => Promise.reject(refusal('KMS_FAILED', { awsError: 'KMSInvalidSignatureException' })),
    },
    kmsRow('a', { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }),
  )
  expect([of('Sign'), of('Verify'), of('Encrypt')]).toEqual(['allowed', 'allowed', 'unknown'])
})

it('a key that AWS manages, or that nothing is known of, is asked nothing; refusals are remembered', async () => {
  for (const row of [
    kmsRow('a', { manager: 'AWS' }),
    kmsRow('a', { spec: null, usage: null, state: null }),
  ]) {
    const { of, calls } = await outcomes({}, row, ['kms:ListResourceTags'])
    expect(calls).toEqual([])
    expect([of('ListResourceTags'), of('Decrypt')]).toEqual(['denied', 'unknown'])
  }
})

it('a refusal that has nothing to do with permissions says nothing about them', async () => {
  const { of } = await outcomes({ encrypt: () => Promise.reject(refusal('KEY_DISABLED')) })
  expect(of('Encrypt')).toBe('unknown')
})

it('an end of the session ends it all', async () => {
  const ended = outcomes({ encrypt: () => Promise.reject(refusal('KMS_CREDENTIALS_EXPIRED')) })
  await expect(ended).rejects.toMatchObject({ code: 'KMS_CREDENTIALS_EXPIRED' })
})

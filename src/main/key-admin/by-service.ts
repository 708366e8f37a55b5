import type { AwsHandlersOf, HandlersOf, LocalHandlersOf } from '../../shared/handlers-of.ts'
import { callNames } from '../../shared/call-names.ts'
import { keyRef } from '../../shared/model/key.ts'
import { VaultError } from '../../shared/vault-error.ts'

type Groups = 'key' | 'manage' | 'try'
type AnyHandler = (input: unknown) => unknown
type Handlers = Readonly<Record<string, AnyHandler | undefined>>

/** Each call by the service of the key that it names. Throws KMS_UNSUPPORTED where that service does not have it. */
export function byService(
  aws: AwsHandlersOf<Groups>,
  local: Partial<LocalHandlersOf<Groups>>,
): HandlersOf<Groups> {
  const ofAws = aws as unknown as Handlers
  const ofLocal = local as unknown as Handlers
  const names = callNames.filter((name) => /^(key|manage|try)\./.test(name))
  const routed = names.map((name) => {
    const handle: AnyHandler = async (input) => {
      checkOneService(input)
      const handler = isLocal(name, input) ? ofLocal[name] : ofAws[name]
      if (handler === undefined)
        throw new VaultError('KMS_UNSUPPORTED', 'keys of this kind do not have this operation')
      return handler(input)
    }
    return [name, handle] as const
  })
  return Object.fromEntries(routed) as unknown as HandlersOf<Groups>
}

function isLocal(name: string, input: unknown): boolean {
  if (name === 'manage.createLocal') return true
  if (typeof input !== 'object' || input === null || !('ref' in input)) return false
  return keyRef.safeParse(input.ref).data?.service === 'local'
}

/** A ciphertext moves inside one service: neither sees what the other has opened. Throws KMS_UNSUPPORTED {reason}. */
function checkOneService(input: unknown): void {
  if (typeof input !== 'object' || input === null || !('ref' in input) || !('to' in input)) return
  const from = keyRef.safeParse(input.ref).data?.service
  const to = keyRef.safeParse(input.to).data?.service
  if (from === to) return
  throw new VaultError(
    'KMS_UNSUPPORTED',
    'a ciphertext cannot move between a key of this computer and one of aws; open it and encrypt it again',
    { facts: { reason: 'betweenServices', action: 'kms:ReEncrypt' } },
  )
}

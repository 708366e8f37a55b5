import type { LocalKey } from '../../../../src/keystore/protocol.ts'
import { operate } from '../../../support/vault-acts.ts'
import { KmsRefusal, text, type Fields, type KmsScope } from './kms-fields.ts'

/** The key that an id, ARN or alias names. Throws NotFoundException. */
export async function namedKey(
  input: Fields,
  { vault, region, home, account }: KmsScope,
  field = 'KeyId',
): Promise<LocalKey> {
  const [name = '', ...arn] = text(input, field).split(':').toReversed()
  const inPlace = arn.length === 0 || (arn[1] === home && arn[0] === account)
  if (region !== home || !inPlace) throw new KmsRefusal('NotFoundException', text(input, field))
  const keys = await operate(vault, 'listKeys', {})
  const found = keys.find(({ keyId, aliases }) =>
    name.startsWith('alias/')
      ? aliases.some((alias) => `alias/${alias.name}` === name)
      : keyId === name.replace('key/', ''),
  )
  if (found === undefined) throw new KmsRefusal('NotFoundException', text(input, field))
  return found
}

import { describe, expect, it } from 'vitest'
import { doorIdsOf } from '../../../../src/main/doors/recorded-door.ts'
import { writeRawAesInfo } from '../../../../src/main/keyrings/raw-aes/provider-info.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const keyId = '0b4b3a5e-0000-4000-8000-00000000abcd'
const keyMaterialId = 'ab'.repeat(32)
const localInfo = (name: string) => writeRawAesInfo(utf8(name), new Uint8Array(12))
const none = { keyId: null, keyMaterialId: null }

describe('the names of a door that stay', () => {
  it('are key and key material of a local key', () => {
    const door = { providerId: utf8('keyhold'), providerInfo: localInfo(`${keyId}/${keyMaterialId}`) }
    expect(doorIdsOf(door)).toEqual({ keyId, keyMaterialId })
  })

  it('are the ARN of a KMS key', () => {
    const arn = 'arn:aws:kms:us-west-2:111122223333:key/a'
    const door = { providerId: utf8('aws-kms'), providerInfo: utf8(arn) }
    expect(doorIdsOf(door)).toEqual({ keyId: arn, keyMaterialId: null })
  })

  it.each([
    ['another provider', 'other', utf8('x')],
    ['a local door that names no key', 'keyhold', localInfo('key')],
    ['a local door with more behind the name', 'keyhold', localInfo(`${keyId}/${keyMaterialId}0`)],
    ['a KMS door that names no key', 'aws-kms', utf8('alias/x')],
  ])('are none for %s', (_name, provider, providerInfo) => {
    expect(doorIdsOf({ providerId: utf8(provider), providerInfo })).toEqual(none)
  })
})

import { describe, expect, it } from 'vitest'
import { meteredKeyring, noKeyCalls } from '../../../../../src/main/jobs/batches/metered-keyring.ts'
import type { KeyCalls } from '../../../../../src/main/jobs/batches/metered-keyring.ts'
import { AwsKmsKeyring } from '../../../../../src/main/keyrings/aws-kms-keyring.ts'
import { AwsKmsOpeningKeyring } from '../../../../../src/main/keyrings/aws-kms-opening-keyring.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import { LocalKeyring } from '../../../../../src/main/keyrings/local-keyring.ts'
import { MultiKeyring } from '../../../../../src/main/keyrings/multi-keyring.ts'
import type { KeyArn } from '../../../../../src/main/keys/aws-kms/key-arn.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { KeystoreDouble, localKey } from '../../doors/support/keystore-double.ts'
import { fresh, rejection, unwrapOf } from '../../keyrings/support/doors.ts'
import { keyArn, KmsDouble, otherArn } from '../../keyrings/support/kms-double.ts'

function metered(keyring: Keyring) {
  let counted: KeyCalls = noKeyCalls
  const meter = meteredKeyring(keyring, ({ keyCalls, kmsCalls, dataKeys }) => {
    counted = {
      keyCalls: counted.keyCalls + keyCalls,
      kmsCalls: counted.kmsCalls + kmsCalls,
      dataKeys: counted.dataKeys + dataKeys,
    }
  })
  return { meter, counted: () => counted }
}

/** KMS of one key, and the strict keyring of it. */
function kmsKey(answersAs: KeyArn) {
  const kms = Object.assign(new KmsDouble(), { answersAs })
  return { kms, keyring: new AwsKmsKeyring({ keyId: answersAs, calls: kms }) }
}

const denied = new VaultError('KMS_ACCESS_DENIED', 'no')
const localKeyring = (keystore: KeystoreDouble) => new LocalKeyring({ keystore, keyId: localKey.keyId })

describe('the meter of key calls', () => {
  it('counts one call a door of a wrap, those to AWS KMS apart, and one data key', async () => {
    const children = [kmsKey(otherArn).keyring, localKeyring(new KeystoreDouble())]
    const { meter, counted } = metered(new MultiKeyring({ generator: kmsKey(keyArn).keyring, children }))
    await meter.wrap(fresh)
    expect(counted()).toEqual({ keyCalls: 3, kmsCalls: 2, dataKeys: 1 })
  })

  it('does not count a data key that was given as a new one', async () => {
    const { meter, counted } = metered(kmsKey(keyArn).keyring)
    await meter.wrap({ ...fresh, dataKey: Secret.random(32) })
    expect(counted()).toEqual({ keyCalls: 1, kmsCalls: 1, dataKeys: 0 })
  })

  it('counts what was asked by a wrap whose second door is refused, the refused call as well', async () => {
    const [first, second, third] = [kmsKey(keyArn), kmsKey(otherArn), localKeyring(new KeystoreDouble())]
    second.kms.failure = denied
    const { meter, counted } = metered(
      new MultiKeyring({ generator: first.keyring, children: [second.keyring, third] }),
    )
    expect(await rejection(meter.wrap(fresh))).toBe('KMS_ACCESS_DENIED')
    expect(counted()).toEqual({ keyCalls: 2, kmsCalls: 2, dataKeys: 0 })
  })

  it('counts the doors that were tried before the one that opened', async () => {
    const [first, second] = [kmsKey(keyArn), kmsKey(otherArn)]
    const both = new MultiKeyring({ generator: first.keyring, children: [second.keyring] })
    const { encryptedDataKeys } = await both.wrap(fresh)
    first.kms.failure = denied
    const { meter, counted } = metered(both)
    expect(await meter.unwrap(unwrapOf(...encryptedDataKeys))).toMatchObject({ opened: true })
    expect(counted()).toEqual({ keyCalls: 2, kmsCalls: 2, dataKeys: 0 })
  })

  it('counts every way to the same key that was asked', async () => {
    const { kms, keyring } = kmsKey(keyArn)
    const { encryptedDataKeys } = await keyring.wrap(fresh)
    const away = kmsKey(keyArn).kms
    away.failure = new VaultError('KMS_UNREACHABLE', 'away')
    const ways = [away, kms].map((calls) => ({ calls, keyArn }))
    const { meter, counted } = metered(new AwsKmsOpeningKeyring(async () => ways))
    expect(await meter.unwrap(unwrapOf(...encryptedDataKeys))).toMatchObject({ opened: true })
    expect(counted()).toEqual({ keyCalls: 2, kmsCalls: 2, dataKeys: 0 })
  })

  it('counts a call that was cancelled under way, and none that was cancelled before', async () => {
    const { kms, keyring } = kmsKey(keyArn)
    const { encryptedDataKeys } = await keyring.wrap(fresh)
    kms.failure = new VaultError('CANCELLED', 'cancelled')
    const { meter, counted } = metered(keyring)
    expect(await rejection(meter.unwrap(unwrapOf(...encryptedDataKeys)))).toBe('CANCELLED')
    const signal = AbortSignal.abort()
    expect(await rejection(meter.unwrap({ ...unwrapOf(...encryptedDataKeys), signal }))).toBe('CANCELLED')
    expect(counted()).toEqual({ keyCalls: 1, kmsCalls: 1, dataKeys: 0 })
  })

  it('counts a local door that is refused, and none that is not this key’s', async () => {
    const keystore = new KeystoreDouble()
    const keyring = localKeyring(keystore)
    const kms = kmsKey(keyArn).keyring
    const both = await new MultiKeyring({ generator: kms, children: [keyring] }).wrap(fresh)
    keystore.failure = new VaultError('KEYCHAIN_LOCKED', 'locked')
    const { meter, counted } = metered(keyring)
    expect(await meter.unwrap(unwrapOf(...both.encryptedDataKeys))).toMatchObject({ opened: false })
    expect(counted()).toEqual({ keyCalls: 1, kmsCalls: 0, dataKeys: 0 })
  })
})

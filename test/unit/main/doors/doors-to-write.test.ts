import { describe, expect, it } from 'vitest'
import { doorsToWrite } from '../../../../src/main/doors/doors-to-write.ts'
import { nobody, type PeopleDoors } from '../../../../src/main/doors/people-doors.ts'
import { publicKeyringOf } from '../../../../src/main/doors/public-keyring-of.ts'
import type { DoorRef, RecoveryChoice } from '../../../../src/shared/model/door.ts'
import { VaultError, type VaultErrorCode } from '../../../../src/shared/vault-error.ts'
import { rsaHolder } from '../../../support/rsa-holder.ts'
import { fresh, rejection } from '../keyrings/support/doors.ts'

const holder = rsaHolder('keyhold-recovery')
const { fingerprint, publicKey } = holder
const kitInUse = { kitId: 'KH-1', fingerprint, publicKey }
const kitDoor = { service: 'recovery', kitId: 'KH-1', fingerprint } as const
const local: DoorRef = { service: 'local', keyId: 'k' }
const aws: DoorRef = { service: 'aws', connectionId: 'c', keyArn: 'arn' }
const bea: DoorRef = { service: 'colleague', colleagueId: 'bea' }
const beaStored = {
  colleagueId: 'bea',
  name: 'Bea',
  fingerprint,
  publicKey,
  addedAt: '',
  compared: true,
  formerFingerprint: null,
}
const withKit: PeopleDoors = { ...nobody, kit: async () => kitInUse, colleagues: async () => [beaStored] }
const failing = (code: VaultErrorCode): PeopleDoors => {
  const fail = () => Promise.reject(new VaultError(code, 'not now'))
  return { ...nobody, kit: fail, colleagues: fail }
}
const write = (doors: readonly DoorRef[], recovery: RecoveryChoice, people = withKit) =>
  doorsToWrite({ doors, recovery }, people)

describe('the doors that messages get', () => {
  it.each([
    ['a local key', [local], 'auto', true],
    ['a local key beside one of AWS', [aws, local], 'auto', true],
    ['a key of AWS', [aws], 'auto', false],
    ['a colleague', [bea], 'auto', false],
    ['a key of AWS', [aws], 'always', true],
    ['a colleague', [bea], 'always', true],
    ['no door at all', [], 'always', false],
    ['a local key', [local], 'never', false],
  ] as const)('beside %s (%j, %s), the kit is one: %s', async (_name, doors, recovery, isThere) => {
    const made = await write(doors, recovery)
    expect(made.doors).toHaveLength(doors.length + (isThere ? 1 : 0))
    expect(made.doors.some(({ service }) => service === 'recovery')).toBe(isThere)
    if (isThere) expect(made.doors.at(-1)).toEqual(kitDoor)
    expect(made.recoveryMissing).toBeNull()
  })

  it('say why the kit is not there though it should be', async () => {
    expect((await write([local], 'auto', nobody)).recoveryMissing).toBe('noKit')
    expect((await write([local], 'auto', failing('KEYSTORE_NOT_SET_UP'))).recoveryMissing).toBe('noKit')
    expect((await write([local], 'auto', failing('KEYSTORE_LOCKED'))).recoveryMissing).toBe('locked')
    expect((await write([aws], 'auto', nobody)).recoveryMissing).toBeNull()
  })

  it('name a colleague with the key that was planned, or throw', async () => {
    expect((await write([bea], 'never')).doors).toEqual([{ ...bea, fingerprint }])
    expect(await rejection(write([bea], 'never', nobody))).toBe('COLLEAGUE_NOT_FOUND')
    expect(await rejection(write([bea], 'never', failing('KEYSTORE_LOCKED')))).toBe('KEYSTORE_LOCKED')
  })
})

describe('the keyring of a public key', () => {
  const beaDoor = { service: 'colleague', colleagueId: 'bea', fingerprint } as const

  it('makes the door that was planned', async () => {
    const doors = await Promise.all(
      [kitDoor, beaDoor].map(async (door) => {
        const { encryptedDataKeys } = await (await publicKeyringOf(door, withKit)).wrap(fresh)
        return encryptedDataKeys.map(({ providerId }) => Buffer.from(providerId).toString())
      }),
    )
    expect(doors).toEqual([['keyhold-recovery'], ['keyhold-exchange']])
  })

  it('is none once the card or the kit is another one, or gone', async () => {
    for (const door of [kitDoor, beaDoor]) {
      const other = { ...door, fingerprint: 'ab'.repeat(32) }
      expect(await rejection(publicKeyringOf(other, withKit))).toBe('DOOR_NOT_AS_PLANNED')
      expect(await rejection(publicKeyringOf(door, nobody))).toBe('DOOR_NOT_AS_PLANNED')
    }
  })
})

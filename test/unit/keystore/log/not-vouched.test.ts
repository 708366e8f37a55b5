import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toRecord } from '../../../../src/keystore/log/entry-record.ts'
import { LoggedVault } from '../../../support/logged-vault.ts'
import { entry, LogRoom } from '../../../support/log-room.ts'

describe('a log whose end was cut', () => {
  let room: LogRoom
  beforeEach(() => {
    room = new LogRoom()
  })
  afterEach(() => room.remove())

  it('stays so, however much is written behind the cut and however often it is opened', async () => {
    const log = room.startOpen()
    for (let number = 0; number < 5; number += 1) await log.append(entry())
    log.close()
    room.tamper((database) => database.exec('DELETE FROM entries WHERE number > 3'))
    for (let opening = 0; opening < 3; opening += 1) {
      const again = room.startOpen()
      await again.append(entry())
      expect((await again.check()).standing).toBe('cut')
      again.close()
    }
    expect((await room.found()).standing).toBe('cut')
  })
})

describe('a store that was locked', () => {
  let bench: LoggedVault
  beforeEach(async () => {
    bench = new LoggedVault()
    await bench.start()
  })
  afterEach(() => bench.remove())

  it('vouches for nothing more: its key is gone with it', async () => {
    await bench.operate('setUp', { mode: 'keychain', passphrase: null })
    await bench.vault.prepareLock('person')
    await bench.log.append(entry())
    expect(await bench.log.check()).toMatchObject({ standing: 'unvouched', unvouched: 1 })
  })
})

it('small facts are written with their names in order, whoever told them: what was hashed can be written again', () => {
  const { facts, details } = toRecord(
    entry('x', { facts: { b: 1, a: 2 }, details: { z: '', c: '' } }),
    1,
    'now',
  )
  expect([facts, details]).toEqual(['{"a":2,"b":1}', '{"c":"","z":""}'])
})

import { renameSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { entry, LogRoom } from '../../../support/log-room.ts'

let room: LogRoom
let other: LogRoom
beforeEach(() => {
  ;[room, other] = [new LogRoom(), new LogRoom()]
})
afterEach(() => {
  for (const each of [room, other]) each.remove()
})

async function filled(one: LogRoom, count: number): Promise<void> {
  const log = one.startOpen()
  for (let number = 0; number < count; number += 1) await log.append(entry())
  one.changeStore(log)
  log.close()
}

it('a whole log of another time in the place of the one that the store remembers: its entries are gone', async () => {
  await filled(room, 3)
  await filled(other, 5)
  renameSync(other.paths.file, room.paths.file)
  expect(await room.found()).toMatchObject({ standing: 'cut', cutAt: 3 })
})

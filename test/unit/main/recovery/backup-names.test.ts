import { describe, expect, it } from 'vitest'
import { backupName, namesToRemove } from '../../../../src/main/recovery/backup-names.ts'
import { kitEnvironment } from '../../../../src/main/recovery/kit-environment.ts'

const at = new Date('2026-11-23T10:00:00.123Z')
const kit = 'KH-7Q2M7Q2M'

describe('names of backups', () => {
  it('sort by epoch, so that a clock set back makes none look old', () => {
    const older = backupName(kit, 9, new Date('2030-01-01T00:00:00Z'))
    expect([backupName(kit, 10, at), older].sort()[0]).toBe(older)
  })

  it('of ours are removed but for the newest ten, and unfinished ones', () => {
    const names = Array.from({ length: 12 }, (_, epoch) => backupName(kit, epoch, at))
    const unfinished = `${names[11]}.00000000-0000-4000-8000-000000000000.unfinished`
    expect(namesToRemove([...names, unfinished], { kitId: kit, written: names[11] ?? '' })).toEqual([
      names[0],
      names[1],
      unfinished,
    ])
    expect(namesToRemove(names.slice(0, 10), { kitId: kit, written: names[9] ?? '' })).toEqual([])
  })

  it('of the one that was just written stays, also beside ten of another computer that look newer', () => {
    const others = Array.from({ length: 10 }, (_, epoch) => backupName(kit, 1_800_000_000 + epoch, at))
    const [before, written] = [backupName(kit, 50, at), backupName(kit, 51, at)]
    expect(namesToRemove([...others, before, written], { kitId: kit, written })).toEqual([before])
  })

  it('of others stay', () => {
    const others = Array.from({ length: 12 }, (_, epoch) => backupName('KH-00000000', epoch, at))
    expect(namesToRemove([...others, 'keyhold.keyhold-backup', '../x'], { kitId: kit, written: '' })).toEqual(
      [],
    )
  })
})

describe('the environment of a kit process', () => {
  it('has no way to a bus or a keychain, and none of the person’s names', () => {
    const all = {
      DBUS_SESSION_BUS_ADDRESS: 'unix:x',
      XDG_RUNTIME_DIR: '/run',
      HOME: '/home/mira',
      LANG: 'C',
      AWS_SECRET_ACCESS_KEY: 'x',
      NODE_OPTIONS: '--inspect',
      LD_PRELOAD: 'x',
    }
    expect(kitEnvironment(all, 'linux', '/empty')).toEqual({ HOME: '/empty', LANG: 'C' })
  })
})

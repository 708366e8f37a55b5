import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchConfigFiles } from '../../../../src/main/credentials/watch-config-files.ts'

let folder: string
let stop: () => void = () => undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyhold-watch-'))
})
afterEach(async () => {
  stop()
  await rm(folder, { recursive: true, force: true })
})

describe('the shared AWS config files', () => {
  it('are watched by their folder, and several writes are told once', async () => {
    let told = 0
    const changed = Promise.withResolvers<void>()
    stop = watchConfigFiles({ HOME: folder, AWS_CONFIG_FILE: join(folder, 'config') }, () => {
      told += 1
      changed.resolve()
    })
    await writeFile(join(folder, 'config'), '[default]\n')
    await writeFile(join(folder, 'config'), '[default]\nregion = eu-central-1\n')
    await changed.promise
    expect(told).toBe(1)
  })

  it('tell nothing of other files in their folder, which may be a busy one', async () => {
    let told = 0
    const changed = Promise.withResolvers<void>()
    stop = watchConfigFiles({ HOME: folder, AWS_CONFIG_FILE: join(folder, 'aws.ini') }, () => {
      told += 1
      changed.resolve()
    })
    await writeFile(join(folder, 'history'), 'ls\n')
    await pause(500)
    expect(told).toBe(0)
    await writeFile(join(folder, 'aws.ini'), '[default]\n')
    await changed.promise
    expect(told).toBe(1)
  })

  it('that lie in no folder are not watched, and nothing fails', () => {
    const missing = join(folder, 'missing')
    stop = watchConfigFiles({ HOME: missing, AWS_CONFIG_FILE: join(missing, 'config') }, () => undefined)
    expect(stop).not.toThrow()
  })
})

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
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

  it('in a folder that is made after the start are told, also when it is made again', async () => {
    const watched = signal({ HOME: folder })
    const aws = join(folder, '.aws')
    await mkdir(aws)
    await writeFile(join(aws, 'config'), '[default]\n')
    await watched.changed()
    await rm(aws, { recursive: true })
    await watched.changed()
    await mkdir(aws)
    await watched.changed()
    await writeFile(join(aws, 'config'), '[default]\nregion = eu-central-1\n')
    await watched.changed()
  })

  it('tell the first sign-in of the AWS CLI, which makes the folder of its tokens', async () => {
    await mkdir(join(folder, '.aws'))
    const watched = signal({ HOME: folder })
    await mkdir(join(folder, '.aws', 'sso', 'cache'), { recursive: true })
    await writeFile(join(folder, '.aws', 'sso', 'cache', 'token.json'), '{}')
    await watched.changed()
    await writeFile(join(folder, '.aws', 'sso', 'cache', 'other.json'), '{}')
    await watched.changed()
  })

  it('in a home folder that is not there yet fail nothing', () => {
    const missing = join(folder, 'missing')
    stop = watchConfigFiles({ HOME: missing, AWS_CONFIG_FILE: join(missing, 'config') }, () => undefined)
    expect(stop).not.toThrow()
  })
})

/** Watches, and waits for what is told since it was last waited for. */
function signal(environment: Readonly<Record<string, string>>) {
  let told = Promise.withResolvers<void>()
  stop = watchConfigFiles(environment, () => told.resolve())
  return {
    changed: async () => {
      await told.promise
      told = Promise.withResolvers<void>()
    },
  }
}

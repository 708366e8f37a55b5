import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInside } from '../../src/main/jobs/files/is-inside.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { inspectFile } from '../../src/main/jobs/inspect/inspect-file.ts'
import { defaultPreferences } from '../../src/main/jobs/preferences.ts'
import { memoryKeyServices } from '../support/memory-key-services.ts'
import { defaultOptions, jobsIn, Room, run, runPlan } from '../support/jobs-room.ts'

/** What becomes of dropped paths: the codes of the plan's problems, and how many files would be worked on. */
async function outcomeOf(room: Room, paths: readonly string[]): Promise<{ codes: string[]; files: number }> {
  const { items, encrypt, open } = await jobsIn(room).jobs.plan(paths, defaultOptions)
  return {
    codes: items.flatMap(({ problem }) => (problem === null ? [] : [problem.code])),
    files: encrypt.files + open.files,
  }
}

describe('point 23: every path is checked again in the main process', () => {
  it('point 23: an ordinary file by its absolute path is taken', async () => {
    using room = new Room()
    expect(await outcomeOf(room, [room.write('a.txt', 'a')])).toStrictEqual({ codes: [], files: 1 })
  })

  it('point 23: relative paths, NUL and overlong paths are refused', async () => {
    using room = new Room()
    const file = room.write('a.txt', 'a')
    for (const path of [
      relative(process.cwd(), file),
      'a.txt',
      '~/a.txt',
      `${file}\0.txt`,
      `/${'a'.repeat(5000)}`,
    ]) {
      const { codes, files } = await outcomeOf(room, [path])
      expect({ path, files }).toStrictEqual({ path, files: 0 })
      expect(codes).toHaveLength(1)
    }
  })

  it('point 23: the profile and the app’s own folder are refused, also by way of a link or `..`', async () => {
    using room = new Room()
    const secret = join(room.userData, 'keystore', 'store.sqlite')
    mkdirSync(join(room.userData, 'keystore'))
    writeFileSync(secret, 'x')
    writeFileSync(join(room.appFolder, 'main.js'), 'x')
    symlinkSync(room.userData, room.path('innocent'))
    const ways = [
      secret,
      room.userData,
      join(room.appFolder, 'main.js'),
      `${room.work}/../profile/keystore/store.sqlite`,
      room.path('innocent/keystore/store.sqlite'),
    ]
    for (const path of ways) {
      expect(await outcomeOf(room, [path])).toStrictEqual({ codes: ['PATH_NOT_ALLOWED'], files: 0 })
    }
  })

  it('point 23: dropping the folder around them takes the rest and leaves them alone', async () => {
    using room = new Room()
    room.write('a.txt', 'a')
    writeFileSync(join(room.userData, 'settings.json'), '{}')
    const { codes, files } = await outcomeOf(room, [room.root])
    expect(files).toBe(1)
    expect(new Set(codes)).toStrictEqual(new Set(['PATH_NOT_ALLOWED']))
  })

  it('point 23: links, pipes and devices are refused', async () => {
    using room = new Room()
    symlinkSync(room.write('a.txt', 'a'), room.path('link'))
    expect((await outcomeOf(room, [room.path('link')])).codes).toStrictEqual(['FILE_IS_LINK'])
    if (process.platform === 'win32') return
    execFileSync('mkfifo', [room.path('pipe')])
    expect((await outcomeOf(room, [room.path('pipe'), '/dev/zero'])).codes).toStrictEqual([
      'FILE_KIND_UNSUPPORTED',
      'FILE_KIND_UNSUPPORTED',
    ])
  })

  it('point 23: a file that becomes a link between plan and start is not followed', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const file = room.write('a.txt', 'harmless')
    const plan = await jobs.plan([file], defaultOptions)
    execFileSync('rm', [file])
    symlinkSync(room.write('elsewhere/b.txt', 'not chosen'), file)
    const [row] = await runPlan(jobs, plan)
    expect(row?.phase).toBe('failed')
    expect(room.names().filter((name) => name.endsWith('.encrypted'))).toStrictEqual([])
  })

  it('point 23: more files than the limit are a problem of the plan, not a start', async () => {
    using room = new Room()
    for (let index = 0; index < 5; index += 1) room.write(`many/${index}.txt`, 'a')
    const { jobs } = jobsIn(room, { maxFiles: 3 })
    const plan = await jobs.plan([room.path('many')], defaultOptions)
    const codes = [plan.problem, ...plan.items.map(({ problem }) => problem)].map((problem) => problem?.code)
    expect(codes).toContain('TOO_MANY_FILES')
  })

  it('point 23: a folder as one file never holds the profile or the app', async () => {
    using room = new Room()
    room.write('a.txt', 'a')
    writeFileSync(join(room.userData, 'settings.json'), '{}')
    const options = { ...defaultOptions, folders: 'oneFile' } as const
    const around = await jobsIn(room).jobs.plan([room.root], options)
    expect(around.items).toMatchObject([{ action: 'pack', members: 1 }])
    const itself = await jobsIn(room).jobs.plan([room.userData], options)
    expect(itself.items).toMatchObject([{ problem: { code: 'PATH_NOT_ALLOWED' } }])
    expect(itself.encrypt.files).toBe(0)
  })

  it('point 23: a folder as one file leaves out the profile also where that is known by a link', async () => {
    using room = new Room()
    const userData = join(room.root, 'linked')
    mkdirSync(room.path('profile'))
    mkdirSync(join(room.root, 'out'))
    symlinkSync(room.path('profile'), userData)
    writeFileSync(room.path('profile/settings.json'), '{}')
    room.write('a.txt', 'a')
    const { jobs } = jobsIn(room, { userData })
    const { folderId } = await jobs.allowOutputFolder(join(room.root, 'out'))
    const options = { ...defaultOptions, folders: 'oneFile', output: { folderId } } as const
    const [row] = await runPlan(jobs, await jobs.plan([room.work], options))
    expect(row).toMatchObject({ phase: 'done', members: 1 })
  })

  it('point 23: a path to look at is checked like one to work on', async () => {
    using room = new Room()
    const secret = join(room.userData, 'settings.json')
    writeFileSync(secret, '{}')
    symlinkSync(room.userData, room.path('innocent'))
    symlinkSync(room.write('a.txt', 'a'), room.path('link'))
    const look = (path: string) =>
      inspectFile(path, {
        files: nodeFiles,
        keyServices: memoryKeyServices(),
        preferences: () => defaultPreferences,
        protectedFolders: [room.userData, room.appFolder],
        homeFolder: room.root,
      })
    const refused = [
      secret,
      room.userData,
      room.path('innocent/settings.json'),
      'a.txt',
      `${secret}\0`,
      '../x',
    ]
    for (const path of refused) {
      await expect(look(path), path).rejects.toMatchObject({ code: 'PATH_NOT_ALLOWED' })
    }
    expect((await look(room.path('link'))).problem?.code).toBe('FILE_IS_LINK')
    expect((await look('/dev/zero')).problem?.code).toBe('FILE_KIND_UNSUPPORTED')
    expect(JSON.stringify(await look(room.path('a.txt')))).not.toContain(room.root)
  })

  it('point 23: no text at all that is given as a path reaches the profile', async () => {
    using room = new Room()
    writeFileSync(join(room.userData, 'settings.json'), '{}')
    const part = fc.constantFrom(
      '/',
      '..',
      '.',
      'profile',
      'work',
      'settings.json',
      '//',
      '\0',
      '\\',
      '%2e%2e',
    )
    const made = fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(made, async (parts) => {
        const given = `${room.work}/${parts.join('')}`
        // Above the room lies the temporary folder with whatever else is in it.
        fc.pre(isInside(room.root, resolve(given)))
        const { files } = await outcomeOf(room, [given])
        expect(files).toBe(0)
      }),
      { numRuns: 200 },
    )
  })
})

describe('point 12 and point 23: what the page may name instead of a path', () => {
  it('point 23: ids that are no plan’s, no item’s and no output folder’s lead nowhere', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const { id, items } = await jobs.plan([room.write('a.txt', 'a')], defaultOptions)
    expect(jobs.planSource(id, items[0]?.id ?? '')).toBe(room.path('a.txt'))
    for (const itemId of ['', '__proto__', room.path('a.txt'), '../a.txt', 'item-2']) {
      expect(() => jobs.planSource(id, itemId)).toThrow(expect.objectContaining({ code: 'PLAN_NOT_FOUND' }))
      expect(() => jobs.planSource(itemId, 'item-1')).toThrow(
        expect.objectContaining({ code: 'PLAN_NOT_FOUND' }),
      )
      const output = { folderId: itemId }
      await expect(jobs.revise(id, { ...defaultOptions, output }, [])).rejects.toMatchObject({
        code: 'PATH_NOT_ALLOWED',
      })
    }
  })

  it('point 12: ids that are no job’s have no path', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const [row] = await run(jobs, [room.write('a.txt', 'a')])
    expect(jobs.revealTarget(row?.id ?? '', 'result')).toBe(room.path('a.txt.encrypted'))
    for (const id of ['', 'x', '__proto__', room.path('a.txt'), '../a.txt']) {
      expect(() => jobs.revealTarget(id, 'result')).toThrow(
        expect.objectContaining({ code: 'JOB_NOT_FOUND' }),
      )
    }
  })
})

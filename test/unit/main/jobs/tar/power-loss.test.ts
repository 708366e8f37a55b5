import { describe, expect, it } from 'vitest'
import { packFolder } from '../../../../../src/main/jobs/file/pack-folder.ts'
import { unpackFolder } from '../../../../../src/main/jobs/file/unpack-folder.ts'
import type { PublishedFile } from '../../../../../src/main/jobs/file/work.ts'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { StagingJournal } from '../../../../../src/main/jobs/staging/staging-journal.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import { keyring, messageOf } from '../../../../support/file-work.ts'
import { handMadeTar } from '../../../../support/hand-made-tar.ts'
import { bytes } from '../../../../support/jobs-room.ts'
import { PowerLossDisk } from '../../../../support/power-loss-disk.ts'
import type { Reached } from '../../../../support/power-loss-disk.ts'

const files = { a: bytes(900), 'in/b': bytes(1500), 'in/deep/c': bytes(10) } as const
const folders = ['in', 'in/deep'] as const
const entries = Object.entries(files).map(([name, content]) => ({ name, content }))
const inTop = entries.map(({ name, content }) => ({ name: `top/${name}`, content }))

const cases = {
  pack: { source: '/desk/top', target: '/desk/top.tar.encrypted', message: null },
  'unpack with a folder around it all': {
    source: '/desk/m',
    target: '/desk/out',
    message: await messageOf(handMadeTar(...inTop)),
  },
  'unpack without one': {
    source: '/desk/m',
    target: '/desk/out',
    message: await messageOf(handMadeTar(...entries)),
  },
} as const
type Action = keyof typeof cases

/** What a power loss may leave of what was not flushed. */
const losses: Readonly<Record<string, () => Reached>> = {
  nothing: () => () => false,
  everything: () => () => true,
  'names without their contents': () => (what) => what === 'name',
  'contents without their names': () => (what) => what === 'content',
  'some of each': () => () => Math.random() < 0.5,
}

function diskFor(action: Action): PowerLossDisk {
  const disk = new PowerLossDisk({ folders: ['/desk', '/profile'] })
  const { message, source } = cases[action]
  if (message === null) putTree(disk, source)
  else disk.put(source, message)
  return disk
}

function putTree(disk: PowerLossDisk, top: string): void {
  disk.putFolder(top)
  for (const name of folders) disk.putFolder(`${top}/${name}`)
  for (const { name, content } of entries) disk.put(`${top}/${name}`, content)
}

function isTree(disk: PowerLossDisk, top: string): boolean {
  const has = (name: string, names: readonly string[]): boolean =>
    disk.names(`${top}${name}`).join() === names.join()
  const isSame = ([name, content]: readonly [string, Buffer]): boolean =>
    disk.content(`${top}/${name}`).equals(content)
  return (
    has('', ['a', 'in']) &&
    has('/in', ['b', 'deep']) &&
    has('/in/deep', ['c']) &&
    Object.entries(files).every(isSame)
  )
}

/** Does the work; null where the power went before its end. */
async function work(action: Action, disk: Files): Promise<PublishedFile | null> {
  const { source, target } = cases[action]
  try {
    const journal = await new StagingJournal(disk, '/profile/journal').journal()
    const shared = { files: disk, journal, keyring, target }
    return action === 'pack'
      ? await packFolder({ ...shared, folder: source, frameLength: 2500 })
      : await unpackFolder({ ...shared, source })
  } catch {
    return null
  }
}

async function isWhole(disk: PowerLossDisk, action: Action): Promise<boolean> {
  const { target } = cases[action]
  if (action !== 'pack') return isTree(disk, target)
  await unpackFolder({ files: disk, keyring, source: target, target: '/profile/check' })
  return isTree(disk, '/profile/check')
}

function sourceIsUntouched(disk: PowerLossDisk, action: Action): boolean {
  const { source, message } = cases[action]
  return message === null ? isTree(disk, source) : disk.content(source).equals(message)
}

/** One run that the power leaves, the next start, and what has to hold then. Gives the operations of the run. */
async function losePowerOnce(action: Action, at: number, reached: Reached): Promise<number> {
  const { source, target } = cases[action]
  const disk = diskFor(action)
  const faulty = faultyFiles(disk, ({ index }) => (index >= at ? { kind: 'error', errno: 'EIO' } : undefined))
  const outcome = await work(action, faulty)
  disk.losePower(reached)
  await new StagingJournal(disk, '/profile/journal').recover()
  expect(sourceIsUntouched(disk, action), 'the source is untouched').toBe(true)
  const left = disk.names('/desk').map((name) => `/desk/${name}`)
  const isUnknown = (name: string): boolean => name !== source && name !== target
  expect(left.filter(isUnknown), `nothing staged is left, at ${at}`).toEqual([])
  if (outcome?.durability === 'durable') expect(left).toContain(target)
  if (left.includes(target)) expect(await isWhole(disk, action), `the result is whole, at ${at}`).toBe(true)
  return faulty.operations.length
}

describe.each(Object.keys(cases) as Action[])('a power loss during %s', (action) => {
  it.each(Object.entries(losses))(
    'that leaves %s of what was not flushed leaves a whole result or none',
    async (_, loss) => {
      const operations = await losePowerOnce(action, Number.POSITIVE_INFINITY, loss())
      expect(operations).toBeGreaterThan(50)
      for (let at = 0; at < operations; at += 1) await losePowerOnce(action, at, loss())
    },
  )
})

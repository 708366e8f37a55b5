import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KeyFiles } from '../../../../../src/main/key-admin/files/key-files.ts'
import { nodeFiles } from '../../../../../src/main/jobs/files/node-files.ts'
import { faultyFiles, type ChooseFault } from '../../../../support/faulty-files.ts'

let folder: string

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'keyhold-files-')))
  await mkdir(join(folder, 'own'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Dialogs that answer with `name` in the test's folder; undefined = closed. */
function filesThat(name: string | undefined, fault: ChooseFault = () => undefined) {
  const path = name === undefined ? undefined : join(folder, name)
  const files = faultyFiles(nodeFiles, fault)
  const dialogs = { file: async () => path, newFile: async () => path }
  return { files, keyFiles: new KeyFiles({ dialogs, files, protectedFolders: [join(folder, 'own')] }) }
}

async function placeThat(name: string, fault?: ChooseFault) {
  const { files, keyFiles } = filesThat(name, fault)
  const place = await keyFiles.place('title', 'suggested')
  if (place === null) throw new Error('closed')
  return { files, place }
}

const bytes = new Uint8Array([1, 2, 3])

describe('a new file', () => {
  it('is its owner’s alone, and durable before its name is told', async () => {
    const { files, place } = await placeThat('new')
    expect(await place.write(bytes)).toBe('new')
    expect((await stat(join(folder, 'new'))).mode & 0o777).toBe(0o600)
    expect(files.operations.map(({ operation }) => operation).slice(-4)).toStrictEqual([
      'write',
      'flush',
      'close',
      'flush folder',
    ])
  })

  it('never replaces another', async () => {
    await writeFile(join(folder, 'a.bin'), 'mine')
    expect(await (await placeThat('a.bin')).place.write(bytes)).toBe('a (2).bin')
    expect(await (await placeThat('a.bin')).place.write(bytes)).toBe('a (3).bin')
    expect(await readFile(join(folder, 'a.bin'), 'utf8')).toBe('mine')
  })

  it('is written whole where the system takes it in parts', async () => {
    const { place } = await placeThat('new', ({ operation }) =>
      operation === 'write' ? { kind: 'short' } : undefined,
    )
    await place.write(bytes)
    expect(new Uint8Array(await readFile(join(folder, 'new')))).toStrictEqual(bytes)
  })

  it.each(['write', 'flush', 'close', 'flush folder'] as const)(
    'is not left behind where it fails to %s',
    async (failing) => {
      const { place } = await placeThat('new', ({ operation }) =>
        operation === failing ? { kind: 'error', errno: 'EIO' } : undefined,
      )
      await expect(place.write(bytes)).rejects.toMatchObject({ name: 'VaultError' })
      expect(await readdir(folder)).toStrictEqual(['own'])
    },
  )

  it('is never made in a folder of the app’s own', async () => {
    await expect(filesThat('own/new').keyFiles.place('t', 'n')).rejects.toMatchObject({
      code: 'PATH_NOT_ALLOWED',
    })
  })

  it('has no place where the dialog was closed', async () => {
    expect(await filesThat(undefined).keyFiles.place('t', 'n')).toBeNull()
  })
})

describe('a chosen file', () => {
  it('is read whole up to the limit, and refused above it', async () => {
    await writeFile(join(folder, 'x'), bytes)
    expect(await filesThat('x').keyFiles.read('t', 3)).toMatchObject({
      name: 'x',
      bytes,
      from: { path: join(folder, 'x'), size: bytes.length },
    })
    await expect(filesThat('x').keyFiles.read('t', 2)).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      facts: { limit: 2 },
    })
  })

  it('that grows while it is read is refused', async () => {
    await writeFile(join(folder, 'x'), bytes)
    const grow: ChooseFault = ({ operation }) =>
      operation === 'read'
        ? { kind: 'before', run: () => writeFile(join(folder, 'x'), 'much longer than before') }
        : undefined
    await expect(filesThat('x', grow).keyFiles.read('t', 5)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
    await writeFile(join(folder, 'x'), bytes)
    await expect(filesThat('x', grow).keyFiles.read('t', 50)).rejects.toMatchObject({ code: 'FILE_CHANGED' })
  })

  it('that is longer than the limit is hashed', async () => {
    const long = Buffer.alloc(2_345_678, 'long')
    await writeFile(join(folder, 'x'), long)
    expect(await filesThat('x').keyFiles.readOrHash('t', { mostBytes: 4096, hash: 'sha384' })).toStrictEqual({
      name: 'x',
      digest: createHash('sha384').update(long).digest(),
    })
  })

  it('is null where the dialog was closed', async () => {
    expect(await filesThat(undefined).keyFiles.read('t', 3)).toBeNull()
  })
})

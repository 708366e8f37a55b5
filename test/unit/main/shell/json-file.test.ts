import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { jsonFile, type JsonFile } from '../../../../src/main/shell/json-file.ts'

interface Choice {
  readonly colour: string
}

describe('a JSON file', () => {
  let folder: string
  let path: string
  let file: JsonFile<Choice>

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyhold-json-'))
    path = join(folder, 'choice.json')
    file = jsonFile({
      path,
      schema: z.strictObject({ colour: z.string() }),
      now: () => new Date('2026-01-02T03:04:05.006Z'),
    })
  })

  afterEach(() => rm(folder, { recursive: true }))

  it('reads as none where there is none', async () => {
    expect(await file.read()).toBeUndefined()
  })

  it('gives back what was written', async () => {
    await file.write({ colour: 'teal' })
    expect(await file.read()).toStrictEqual({ colour: 'teal' })
    expect(await readdir(folder)).toStrictEqual(['choice.json'])
  })

  it('is readable by its owner alone', async () => {
    await file.write({ colour: 'teal' })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('keeps the order of writes that come at the same time', async () => {
    await Promise.all(['red', 'green', 'blue'].map((colour) => file.write({ colour })))
    expect(await file.read()).toStrictEqual({ colour: 'blue' })
  })

  it.each(['', '{', '{"colour":1}', '{"colour":"teal","more":1}', 'null'])(
    'sets a document aside that says %j, and reads as none',
    async (text) => {
      await writeFile(path, text)
      expect(await file.read()).toBeUndefined()
      const [aside = ''] = await readdir(folder)
      expect(aside).toBe('choice.json.damaged-2026-01-02T03-04-05.006Z')
      expect(await readFile(join(folder, aside), 'utf8')).toBe(text)
    },
  )

  it('says in words why it cannot be read', async () => {
    await mkdir(path)
    await expect(file.read()).rejects.toMatchObject({ name: 'VaultError', facts: { file: 'choice.json' } })
  })

  it('goes on writing after a write that failed', async () => {
    const missing = jsonFile({
      path: join(folder, 'no/such.json'),
      schema: z.unknown(),
      now: () => new Date(),
    })
    await expect(missing.write(1)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    await file.write({ colour: 'teal' })
    expect(await file.read()).toStrictEqual({ colour: 'teal' })
  })

  it('leaves the old document whole where the new one cannot be written', async () => {
    await file.write({ colour: 'teal' })
    await mkdir(`${path}.new`)
    await expect(file.write({ colour: 'red' })).rejects.toMatchObject({ code: 'FILE_KIND_UNSUPPORTED' })
    expect(await file.read()).toStrictEqual({ colour: 'teal' })
  })
})

import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { build, Platform } from 'electron-builder'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packaging } from '../../../electron-builder.config.ts'
import { inProject } from '../../../scripts/programs/project.ts'

// electron-builder packs the built app around a stand-in for Electron's binary: a file with a fuse wire in its factory
// state. What goes into the archive and how the fuses end up is then as in a real package.
let folder = ''
let archived: string[] = []

beforeAll(async () => {
  expect(existsSync(inProject('out/main/index.js')), 'out/ is there: run `npm run build` first').toBe(true)
  folder = await mkdtemp(join(tmpdir(), 'keyhold-package-'))
  const electronDist = await standInFor(join(folder, 'electron'))
  const directories = { output: join(folder, 'dist'), buildResources: 'resources' }
  await build({
    projectDir: inProject(),
    targets: Platform.LINUX.createTarget('dir'),
    config: { ...packaging, electronDist, directories },
  })
  archived = await filesInArchive(join(folder, 'dist/linux-unpacked/resources/app.asar'))
}, 120_000)

afterAll(async () => rm(folder, { recursive: true, force: true }))

test('point 26: the archive holds the built app, its package.json and keytar, and nothing else', () => {
  const allowed =
    /^(package\.json|out\/(main|preload|renderer)\/.+|node_modules\/keytar\/(package\.json|lib\/keytar\.js|prebuilds\/linux-[^/]+\/keytar\.node))$/
  expect(archived.filter((name) => !allowed.test(name))).toEqual([])
  expect(archived).toEqual(
    expect.arrayContaining(['package.json', 'out/main/index.js', 'out/main/keystore.js']),
  )
  expect(archived.some((name) => name.endsWith('keytar.node'))).toBe(true)
})

test('point 26: no source, map, test, document or environment file is in the archive', () => {
  expect(archived.filter((name) => /\.(map|ts|tsx|md)$|\.env|(^|\/)(test|docs)\//.test(name))).toEqual([])
})

test('point 25: the packed binary carries the fuses as they are set', async () => {
  const wire = await getCurrentFuseWire(join(folder, 'dist/linux-unpacked/keyhold'))
  expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE)
  expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE)
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE)
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE)
  expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(FuseState.DISABLE)
  expect(wire[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]).toBe(FuseState.DISABLE)
})

// The wire that @electron/fuses looks for: its sentinel, a version, a length, and a digit for each fuse.
async function standInFor(dist: string): Promise<string> {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const fuses = '101010101'
  const wire = [Buffer.from(sentinel), Buffer.from([1, fuses.length]), Buffer.from(fuses)]
  await mkdir(join(dist, 'resources'), { recursive: true })
  await writeFile(join(dist, 'electron'), Buffer.concat([Buffer.alloc(64), ...wire, Buffer.alloc(64)]))
  await chmod(join(dist, 'electron'), 0o755)
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) await writeFile(join(dist, name), '')
  return dist
}

interface ArchiveEntry {
  readonly files?: Readonly<Record<string, ArchiveEntry>>
}

// An asar begins with four sizes, the last one that of the JSON that follows.
async function filesInArchive(file: string): Promise<string[]> {
  const bytes = await readFile(file)
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as ArchiveEntry
  return namesIn(header, '')
}

function namesIn(entry: ArchiveEntry, path: string): string[] {
  if (entry.files === undefined) return [path]
  return Object.entries(entry.files).flatMap(([name, inner]) =>
    namesIn(inner, path === '' ? name : `${path}/${name}`),
  )
}

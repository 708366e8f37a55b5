import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decryptFile } from '../../../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../../../src/main/jobs/file/encrypt-file.ts'
import { nodeFiles } from '../../../../src/main/jobs/files/node-files.ts'
import { keyring } from '../../../support/file-work.ts'
import { contentsOf, packIn, treeOf, unpackIn } from '../../../support/folder-work.ts'
import { Room, bytes } from '../../../support/jobs-room.ts'

const hasTar = spawnSync('tar', ['--version']).status === 0
const isGnu = spawnSync('tar', ['--version'], { encoding: 'utf8' }).stdout?.includes('GNU tar') ?? false
const noTar = 'this machine has no tar'

const longName = 'long name '.repeat(15)

function makeTop(room: Room): void {
  room.write('top/plain.txt', 'plain')
  room.write(`top/${longName}`, bytes(5000))
  room.write('top/ünï/日本 🗝', bytes(512))
  room.write('top/old', 'before 1970')
  room.write('top/late', 'after 2038')
  room.write('top/empty', '')
  fs.mkdirSync(room.path('top/nothing'))
  fs.chmodSync(room.path('top/plain.txt'), 0o751)
  fs.utimesSync(room.path('top/old'), -86_400, -86_400)
  fs.utimesSync(room.path('top/late'), 2 ** 31 + 5, 2 ** 31 + 5)
}

describe('the tar of this machine', () => {
  it('reads what opening a packed folder as a file gives', async ({ skip }) => {
    if (!hasTar) skip(noTar)
    using room = new Room()
    makeTop(room)
    await packIn(room, { files: nodeFiles })
    const source = room.path('top.tar.encrypted')
    const tar = await decryptFile({ files: nodeFiles, keyring, source, target: room.path('top.tar') })
    fs.mkdirSync(room.path('by-tar'))
    const said = execFileSync('tar', ['-xpf', tar.path, '-C', room.path('by-tar')], { stdio: 'pipe' })
    expect(said.toString()).toBe('')
    expect(fs.readdirSync(room.path('by-tar'))).toEqual(['top'])
    expect(treeOf(room.path('by-tar/top'))).toEqual(treeOf(room.path('top')))
  })

  it.for(['gnu', 'pax', 'ustar'])('makes %s archives that are unpacked', async (format, { skip }) => {
    if (!isGnu) skip('only GNU tar writes each of these forms')
    using room = new Room()
    makeTop(room)
    // What the old form cannot hold.
    if (format === 'ustar') for (const name of ['old', 'late', longName]) fs.rmSync(room.path(`top/${name}`))
    execFileSync('tar', ['-cf', room.path('top.tar'), `--format=${format}`, '-C', room.work, 'top'])
    const [source, target] = [room.path('top.tar'), room.path('top.tar.encrypted')]
    await encryptFile({ files: nodeFiles, keyring, source, target, frameLength: 4096 })
    await unpackIn(room, { files: nodeFiles })
    expect(contentsOf(room.path('out'))).toEqual(contentsOf(room.path('top')))
    if (format !== 'ustar') expect(treeOf(room.path('out'))).toEqual(treeOf(room.path('top')))
  })

  it('makes archives with links, which are left out, and sparse ones, which are refused', async ({
    skip,
  }) => {
    if (!isGnu) skip('only GNU tar writes sparse archives')
    using room = new Room()
    room.write('top/a', 'a')
    fs.linkSync(room.path('top/a'), room.path('top/b'))
    fs.symlinkSync('/etc', room.path('top/c'))
    execFileSync('tar', ['-cf', room.path('top.tar'), '-C', room.work, 'top'])
    const target = room.path('top.tar.encrypted')
    await encryptFile({ files: nodeFiles, keyring, source: room.path('top.tar'), target, frameLength: 4096 })
    const { leftOut } = await unpackIn(room, { files: nodeFiles })
    expect(leftOut.count).toBe(2)
    // Of two names of one file, the one that tar met first is the file.
    expect(fs.readdirSync(room.path('out'))).toHaveLength(1)
    fs.truncateSync(room.path('top/a'), 1024 * 1024)
    for (const format of ['gnu', 'pax']) {
      execFileSync('tar', ['-cSf', room.path('s.tar'), `--format=${format}`, '-C', room.work, 'top/a'])
      const sparse = await encryptFile({
        files: nodeFiles,
        keyring,
        source: room.path('s.tar'),
        target: room.path('s'),
        frameLength: 4096,
      })
      await expect(
        unpackIn(room, { source: sparse.path, target: room.path('sparse') }),
      ).rejects.toMatchObject({ code: 'TAR_ENTRY_UNSAFE' })
    }
  })
})

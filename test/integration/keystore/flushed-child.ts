// Writes files as the keystore does, in a process of its own whose node:fs tells what it was asked: one JSON line at the
// end. What goes round these functions (SQLite's own writes) is not told.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'

const told: string[] = []
const names = new Map<number, string>()
const { openSync, writeSync, fsyncSync, renameSync, linkSync, rmSync } = fs
const named = (file: fs.PathLike): string => path.basename(String(file))

fs.openSync = (file, flags, mode) => {
  const descriptor = openSync(file, flags, mode)
  names.set(descriptor, named(file))
  return descriptor
}
fs.writeSync = ((file: number, ...rest: [Uint8Array]) => {
  told.push(`write ${names.get(file)}`)
  return writeSync(file, ...rest)
}) as typeof fs.writeSync
fs.fsyncSync = (file) => {
  told.push(`flush ${names.get(file)}`)
  fsyncSync(file)
}
fs.renameSync = (from, to) => {
  told.push(`name ${named(to)}`)
  renameSync(from, to)
}
fs.linkSync = (from, to) => {
  told.push(`name ${named(to)}`)
  linkSync(from, to)
}
fs.rmSync = (file, options) => {
  told.push(`remove ${named(file)}`)
  rmSync(file, options)
}
syncBuiltinESMExports()

const { diskBackupFiles } = await import('../../../src/keystore/backup/backup-files.ts')
const { diskKitFiles } = await import('../../../src/keystore/kit/kit-files.ts')
const { triesFileAt } = await import('../../../src/keystore/protection/tries-file.ts')
const { diskFiles } = await import('../../../src/keystore/store/store-files.ts')

const [, , folder = ''] = process.argv
const at = (name: string): string => path.join(folder, name)
const bytes = Buffer.from('content')

/** What each way to write was told to do, in order. */
function tellOf(act: () => void): string[] {
  told.length = 0
  act()
  return [...told]
}

const result = {
  tries: tellOf(() => triesFileAt(at('tries')).write('{}')),
  rightTry: tellOf(() => triesFileAt(at('tries')).remove()),
  sheet: tellOf(() => diskKitFiles.create(at('sheet'), bytes)),
  backup: tellOf(() => diskBackupFiles.create(at('backup'), [bytes, bytes])),
  finish: tellOf(() => diskFiles.finish(at('backup'))),
  folder: tellOf(() => diskFiles.syncFolder(folder)),
}
process.stdout.write(`${JSON.stringify(result)}\n`)

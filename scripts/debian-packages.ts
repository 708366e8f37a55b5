import { existsSync } from 'node:fs'
import { ensureDebianPackages, type DebianPackage } from './programs/debian-packages.ts'

// `node scripts/debian-packages.ts [name …]`: all that tests, demo and benchmark need, or only what is named.
const names = process.argv.slice(2)
const missing = await ensureDebianPackages(names.length === 0 ? undefined : (names as DebianPackage[]))
process.exitCode = missing.length === 0 || !existsSync('/usr/bin/apt-get') ? 0 : 1

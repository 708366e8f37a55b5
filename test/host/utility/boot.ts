import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { standForElectron } from '../boot/stand-for-electron.ts'
import { openParentPort } from './parent-port.ts'

// A utility process: argv is Node, this file, the module to run, its arguments.
standForElectron(join(import.meta.dirname, 'electron.ts'))
const parentPort = openParentPort()
delete process.send
Object.defineProperty(process, 'parentPort', { value: parentPort })
Object.defineProperty(process, 'type', { value: 'utility' })
const [node = '', , entry = '', ...args] = process.argv
process.argv = [node, entry, ...args]
await import(pathToFileURL(entry).href)

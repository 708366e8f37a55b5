import { spawn } from 'node:child_process'
import { electronBinary } from './electron-binary.ts'
import { inProject, projectFolder } from './programs/project.ts'

// `npm run dev`: electron-vite's watcher, on the test host where Electron's binary is absent.
const env = { ...process.env }
if (electronBinary() === null) env['ELECTRON_EXEC_PATH'] = inProject('test/host/dist/electron')
const args = [inProject('node_modules/electron-vite/bin/electron-vite.js'), 'dev', ...process.argv.slice(2)]
const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: 'inherit', env })
child.once('exit', (code) => (process.exitCode = code ?? 1))

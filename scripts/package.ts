import { build as packageApp } from 'electron-builder'
import { packaging } from '../electron-builder.config.ts'
import { electronBinary } from './electron-binary.ts'
import { build } from './programs/build.ts'

// Packages for the platform it runs on. `--dir` leaves the unpacked folder only.
if (electronBinary() === null) {
  console.error(
    "Electron's binary is not here, so there is nothing to package; `npx electron --version` downloads it.",
  )
  process.exitCode = 1
} else {
  await build()
  const made = await packageApp({ config: packaging, dir: process.argv.includes('--dir') })
  for (const file of made) console.log(file)
}

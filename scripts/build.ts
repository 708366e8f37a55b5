import { build } from './programs/build.ts'

try {
  await build()
  console.log('Built out/.')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

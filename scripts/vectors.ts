import { mapConcurrently } from '../src/main/jobs/plan/map-concurrently.ts'
import { readManifest } from './vectors/manifest.ts'
import { runVector } from './vectors/run-vector.ts'

// `npm run vectors -- DIR`: decrypts every entry of DIR/manifest.json through the product's own decrypt.
const [folder] = process.argv.slice(2)

if (folder === undefined) {
  console.log('usage: npm run vectors -- DIR, where DIR holds a manifest.json')
  process.exitCode = 1
} else {
  // Each entry has a scratch folder of its own and waits for the disk most of the time.
  const results = await mapConcurrently(await readManifest(folder), 4, (entry) => runVector(folder, entry))
  const failed = results.filter(({ passed }) => !passed)
  for (const { name, why } of failed) console.log(`failed: ${name}: ${why}`)
  console.log(`${results.length - failed.length} passed, ${failed.length} failed`)
  process.exitCode = failed.length === 0 ? 0 : 1
}

import { readManifest } from './vectors/manifest.ts'
import { runVector } from './vectors/run-vector.ts'

// `npm run vectors -- DIR`: decrypts every entry of DIR/manifest.json through the product's own decrypt.
const [folder] = process.argv.slice(2)

if (folder === undefined) {
  console.log('usage: npm run vectors -- DIR, where DIR holds a manifest.json')
  process.exitCode = 1
} else {
  const results = []
  for (const entry of await readManifest(folder)) results.push(await runVector(folder, entry))
  const failed = results.filter(({ passed }) => !passed)
  for (const { name, why } of failed) console.log(`failed: ${name}: ${why}`)
  console.log(`${results.length - failed.length} passed, ${failed.length} failed`)
  process.exitCode = failed.length === 0 ? 0 : 1
}

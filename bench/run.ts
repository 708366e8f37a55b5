import { randomFillSync } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { age } from './age.ts'
import { copies } from './copy.ts'
import { measureFrames } from './frames.ts'
import { jsSdk } from './js-sdk.ts'
import { keyhold, keyholdEngine } from './keyhold.ts'
import { benchOptions } from './options.ts'
import { median } from './median.ts'
import { pairedRatio, race } from './race.ts'
import type { RaceResult } from './race.ts'

const notes = `Medians; contenders take turns within every round, with a sync before each run. The source was just
written, so the page cache is warm. Counted for Keyhold: data key, staging, every frame on one worker
thread, fsync of file and folder, publishing. Reading the result back to verify it is apart. The
JavaScript SDK, age and plain cp flush nothing, so "cp, flushed" is the fair floor for Keyhold and "cp"
for the others. Frames: Keyhold 1 MiB (local doors) and 8 KiB (KMS doors), the SDK 4 KiB.`

const options = benchOptions(process.argv.slice(2))
printFrames()
if (!options.framesOnly) await raceFiles()

function printFrames(): void {
  console.log('The message layer alone, one thread, memory to memory, MB/s')
  const speeds = [4, 8, 64, 1024].map((kib) => measureFrames(kib * 1024))
  console.table(
    Object.fromEntries(
      speeds.map(({ frameLength, seal, open: opened, bareCipher }) => [
        `${frameLength / 1024} KiB frames`,
        { seal: Math.round(seal), open: Math.round(opened), 'bare cipher': Math.round(bareCipher) },
      ]),
    ),
  )
}

async function raceFiles(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'keyhold-bench-'))
  const engine = keyholdEngine()
  try {
    const source = path.join(folder, 'source')
    await writeRandom(source, options.size)
    const peer = await age(folder)
    const contenders = [
      ...copies(),
      keyhold(engine, 1024 * 1024),
      keyhold(engine, 8192),
      ...(peer ? [peer] : []),
      jsSdk(),
    ]
    printRace(await race(contenders, source, options.rounds))
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function printRace(results: readonly RaceResult[]): void {
  const mib = options.size / 1024 ** 2
  const floor = { encrypt: results[0]?.encrypt ?? [], decrypt: results[0]?.decrypt ?? [] }
  const row = ({ name, encrypt, verify, decrypt }: RaceResult) => [
    name,
    {
      'encrypt s': median(encrypt).toFixed(2),
      'MiB/s': Math.round(mib / median(encrypt)),
      '× cp': pairedRatio(encrypt, floor.encrypt).toFixed(2),
      'verify s': verify.length > 0 ? median(verify).toFixed(2) : '-',
      'decrypt s': median(decrypt).toFixed(2),
      'MiB/s back': Math.round(mib / median(decrypt)),
      '× cp back': pairedRatio(decrypt, floor.decrypt).toFixed(2),
    },
  ]
  console.log(`\nOne file of ${mib} MiB, ${options.rounds} rounds; ratios to cp of the same round`)
  console.table(Object.fromEntries(results.map(row)))
  console.log(notes)
  warnOfLoad()
}

/** A benchmark beside other work says little: name it. */
function warnOfLoad(): void {
  const [load = 0] = os.loadavg()
  const cores = os.availableParallelism()
  if (load <= cores) return
  console.log(
    `The machine was busy with other work (load ${load.toFixed(1)} on ${cores} cores): take no figure as its speed.`,
  )
}

async function writeRandom(file: string, size: number): Promise<void> {
  const handle = await open(file, 'wx')
  const chunk = new Uint8Array(1024 * 1024)
  for (let left = size; left > 0; left -= chunk.length) {
    randomFillSync(chunk)
    await handle.write(chunk, 0, Math.min(left, chunk.length))
  }
  await handle.sync()
  await handle.close()
}

import { open, rm } from 'node:fs/promises'
import { copyWhole } from '../contenders/cp.ts'

const stepBytes = 1024 * 1024

/**
 * Puts the input into the page cache and leaves the system with pages that were just in use, in all sizes: a copy by
 * `cp`, which writes in small steps, beside one in steps as large as ours; both are then removed. The system gives large
 * writes large pieces of memory, and those it takes elsewhere.
 */
export async function warmPages(input: string, scratch: string): Promise<void> {
  const large = `${scratch} in large steps`
  await copyWhole(input, scratch)
  await copyInSteps(input, large)
  await Promise.all([rm(scratch), rm(large)])
}

async function copyInSteps(from: string, to: string): Promise<void> {
  const source = await open(from)
  const target = await open(to, 'w')
  const step = new Uint8Array(stepBytes)
  try {
    for (;;) {
      const { bytesRead } = await source.read(step)
      if (bytesRead === 0) return
      await target.write(step, 0, bytesRead)
    }
  } finally {
    await source.close()
    await target.close()
  }
}

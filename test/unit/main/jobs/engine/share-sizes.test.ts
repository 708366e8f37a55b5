import { describe, expect, it } from 'vitest'
import { shareSizes } from '../../../../../src/main/jobs/engine/share-sizes.ts'
import type { SealTask } from '../../../../../src/main/jobs/engine/engine.ts'
import { beginMessage } from '../../../../../src/main/message/begin-message.ts'
import { prepareContext } from '../../../../../src/main/message/prepare-context.ts'
import { memoryFile } from '../../../../support/memory-file.ts'
import { anyDoor, keyOf } from '../../message/support/whole-message.ts'

const mebibyte = 1024 * 1024

function taskOf(size: number, frameLength: number, suite: '0478' | '0578' = '0478'): SealTask {
  const prepared = prepareContext(suite, new Map())
  const message = { suite, ...prepared, dataKey: keyOf(7), encryptedDataKeys: [anyDoor], frameLength }
  const { header, handOver } = beginMessage(message)
  return { source: memoryFile(), target: memoryFile(), header, ticket: handOver(), size }
}

describe('how a file is shared', () => {
  it('is among all threads where it is large, in whole steps of frames of about 8 MiB', () => {
    const sizes = shareSizes(taskOf(1024 * mebibyte, mebibyte), 4)
    expect(sizes).toMatchObject({ atMost: 4, framesAtOnce: 7 })
    const small = shareSizes(taskOf(1024 * mebibyte, 8192), 4)
    expect(small.framesAtOnce * 8192).toBeGreaterThan(6 * mebibyte)
    expect(small.framesAtOnce % small.stepsAtOnce).toBe(0)
  })

  it('is among no more threads than there are parts', () => {
    expect(shareSizes(taskOf(15 * mebibyte, 8192), 16).atMost).toBe(2)
    expect(shareSizes(taskOf(5 * mebibyte, 8192), 16).atMost).toBe(1)
    expect(shareSizes(taskOf(0, 8192), 16).atMost).toBe(1)
  })

  it('is among fewer threads the larger its frames are, for the sake of memory', () => {
    const threads = [1, 16, 32, 64].map((frame) => shareSizes(taskOf(1e12, frame * mebibyte), 16).atMost)
    expect(threads).toEqual([16, 3, 1, 1])
  })

  it('is not, where the message is signed', () => {
    expect(shareSizes(taskOf(1024 * mebibyte, mebibyte, '0578'), 4).atMost).toBe(1)
  })
})

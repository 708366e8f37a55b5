import type { WritableSuiteId } from '../../src/main/message/algorithm-suite.ts'
import type { Timing } from '../timing.ts'

/** How one file is encrypted. */
export interface Sealing {
  readonly frameLength: number
  readonly suite: WritableSuiteId
}

/** What the process with Keyhold in it is asked for: one at a time, answered with a `Timing` or an error. */
export type Command =
  | { readonly act: 'encrypt'; readonly input: string; readonly output: string; readonly sealing: Sealing }
  | { readonly act: 'decrypt' | 'move'; readonly input: string; readonly output: string }
  | { readonly act: 'verify'; readonly input: string }
  | { readonly act: 'writeNonFramed'; readonly input: string; readonly output: string }
  | {
      readonly act: 'encryptAll' | 'decryptAll'
      readonly input: string
      readonly output: string
      readonly verify: boolean
    }
  | {
      readonly act: 'readKeys'
      readonly endpoint: string
      readonly regions: readonly string[]
      /** The shared credentials file, whose profile is `bench`. */
      readonly credentials: string
    }
  | { readonly act: 'openKeys' }
  | { readonly act: 'wrapLocal' | 'listLocal'; readonly count: number }
  | { readonly act: 'unlockLocal' }

export type Reply =
  /** The processes to watch, once all is loaded and idle. */
  { readonly ready: readonly number[] } | { readonly done: Timing } | { readonly failed: string }

import { useState } from 'react'
import type { Problem } from '../../../../shared/model/problem.ts'
import type { TryResult } from '../../../../shared/model/key-page.ts'
import type { KeyRef, KeyRow } from '../../../../shared/model/key.ts'
import { problemOf } from '../../data/call.ts'
import type { TryAct } from '../../words/try-text.ts'
import { runTry } from './run-try.ts'
import type { TryFields } from './try-state.ts'

interface Run {
  readonly act: TryAct
  readonly fields: TryFields
  readonly saveAs: boolean
}

/** One call to AWS KMS at a time and what came of it. Kept on the page only, and gone with the tab. */
export interface Trial {
  readonly busy: boolean
  readonly result: TryResult | null
  readonly problem: Problem | null
  /** The person closed the dialog that asked for a file. */
  readonly closed: boolean
  readonly run: (run: Run) => Promise<void>
  readonly clear: () => void
}

const nothing = { busy: false, result: null, problem: null, closed: false } as const

/** Tries a key. */
export function useTry(ref: KeyRef, targets: readonly KeyRow[]): Trial {
  const [state, setState] = useState<Omit<Trial, 'run' | 'clear'>>(nothing)
  const run = async ({ act, fields, saveAs }: Run) => {
    setState({ ...nothing, busy: true })
    try {
      const result = await runTry({ act, ref, fields, targets, saveAs })
      setState({ ...nothing, result, closed: result === null })
    } catch (error) {
      setState({ ...nothing, problem: problemOf(error) })
    }
  }
  return { ...state, run, clear: () => setState(nothing) }
}

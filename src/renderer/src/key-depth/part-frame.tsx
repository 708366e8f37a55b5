import { Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import { problemOf } from '../data/call.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { partText } from '../words/part-text.ts'

interface PartFrameProps<Value> {
  /** A query as TanStack gives it. */
  readonly part: {
    readonly data: Value | undefined
    readonly error: Error | null
    readonly refetch: () => Promise<unknown>
  }
  readonly reading: string
  readonly failed: string
  readonly children: (value: Value) => ReactNode
}

/** One part of a key's page: what was read, or that it is being read, or why it could not be. */
export function PartFrame<Value>({ part, reading, failed, children }: PartFrameProps<Value>) {
  if (part.data !== undefined) return children(part.data)
  if (part.error === null) {
    return (
      <output className="reading late">
        <Loader size={24} type="oval" aria-label={reading} />
      </output>
    )
  }
  return (
    <div className="body part-problem">
      <ProblemPanel problem={problemOf(part.error)} what={failed}>
        <Button size="compact-sm" onClick={() => void part.refetch()}>
          {partText.tryAgain}
        </Button>
      </ProblemPanel>
    </div>
  )
}

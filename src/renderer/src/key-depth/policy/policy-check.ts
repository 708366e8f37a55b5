import { useEffect, useRef, useState } from 'react'
import type { KeyPolicy } from '../../../../shared/model/key-page.ts'
import type { AwsKeyRef } from '../../../../shared/model/key.ts'
import { call, problemOf } from '../../data/call.ts'

/** Why a text is no policy. `line`: where, from 1; null where that is not known. */
export interface PolicyFault {
  readonly line: number | null
  /** What is wrong, such as `notJson`; null where only `message` says it. */
  readonly reason: string | null
  readonly message: string
}

/** A policy while it is written. `sound`: the last text of it that was a policy, as it was read. */
export interface WrittenPolicy {
  readonly text: string
  readonly sound: KeyPolicy
  readonly fault: PolicyFault | null
  readonly checking: boolean
}

/** Quiet time after a key press before the text is read. */
const checkAfterMs = 300

/** The text of a policy that is being written, read a moment after each change. */
export function usePolicyCheck(keyRef: AwsKeyRef, start: KeyPolicy) {
  const [written, setWritten] = useState<WrittenPolicy>({
    text: start.document,
    sound: start,
    fault: null,
    checking: false,
  })
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const check = async (text: string) => {
    const found = await read(keyRef, text)
    // A text that was changed meanwhile is read by a later check.
    setWritten((now) => (now.text === text ? { ...now, ...found, checking: false } : now))
  }
  const change = (text: string) => {
    setWritten((now) => ({ ...now, text, checking: true }))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void check(text), checkAfterMs)
  }
  return { written, change }
}

async function read(ref: AwsKeyRef, document: string): Promise<Partial<WrittenPolicy>> {
  try {
    return { sound: await call('key.readPolicy', { ref, document }), fault: null }
  } catch (error) {
    return { fault: faultOf(error) }
  }
}

function faultOf(error: unknown): PolicyFault {
  const { message, facts } = problemOf(error)
  const line = Number(facts['line'])
  const reason = facts['reason']
  return {
    message,
    reason: typeof reason === 'string' ? reason : null,
    line: Number.isSafeInteger(line) && line > 0 ? line : null,
  }
}

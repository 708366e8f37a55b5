import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../data/call.ts'
import { emptyKeyFields, keyFieldsObstacle } from '../keys/key-fields.tsx'
import { makeKey } from '../keys/make-key.ts'

/** The form of the first key, and making it. */
export function useFirstKey(onMade: () => void) {
  const [fields, setFields] = useState(emptyKeyFields)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await makeKey({ name: fields.name, description: '' })
      onMade()
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { fields, setFields, problem, busy, obstacle: keyFieldsObstacle(fields), make: () => void make() }
}

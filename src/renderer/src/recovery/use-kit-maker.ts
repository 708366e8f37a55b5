import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import type { RecoveryKit } from '../../../shared/model/recovery.ts'
import { call, problemOf } from '../data/call.ts'
import { useStrength } from '../lock/use-strength.ts'
import { draftOf, usualWish, wishObstacle } from './kit-making.ts'
import { readRecovery } from './use-recovery.ts'

/** A kit that was made here and now. */
export interface MadeKit {
  readonly kit: RecoveryKit
  readonly savedAs: readonly string[]
}

/** The wish for a kit, and making it. */
export function useKitMaker() {
  const [wish, setWish] = useState(usualWish)
  const [made, setMade] = useState<MadeKit | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const strength = useStrength(wish.passphrase.first)
  const make = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const answer = await call('recovery.makeKit', draftOf(wish))
      if (answer === null) return
      setMade(answer)
      // The passphrase is on nobody's screen and in no field from here on.
      setWish({ ...wish, passphrase: usualWish.passphrase })
      await readRecovery()
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { wish, setWish, strength, made, problem, busy, obstacle: wishObstacle(wish, strength), make }
}

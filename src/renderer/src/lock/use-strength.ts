import { useEffect, useState } from 'react'
import type { Strength } from './strength.ts'

/** Milliseconds without a key pressed before a passphrase is measured. */
const quiet = 150

/** How strong what is typed is, measured shortly after each change. */
export function useStrength(passphrase: string): Strength {
  const [measured, setMeasured] = useState<{ of: string; strength: Strength }>({ of: '', strength: null })
  useEffect(() => {
    if (passphrase === '') return
    let stale = false
    const timer = setTimeout(() => {
      void (async () => {
        const strength = await measure(passphrase)
        if (!stale) setMeasured({ of: passphrase, strength })
      })()
    }, quiet)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [passphrase])
  return measured.of === passphrase ? measured.strength : null
}

async function measure(passphrase: string): Promise<Strength> {
  try {
    const { measureStrength } = await import('./measure-strength.ts')
    return { bits: measureStrength(passphrase) }
  } catch {
    return 'failed'
  }
}

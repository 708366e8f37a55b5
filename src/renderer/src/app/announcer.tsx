import { useEffect, useState } from 'react'
import { useJobs } from '../data/jobs-store.ts'
import { notice } from '../data/notice.ts'
import { announcement } from '../words/announcement.ts'

const everyMs = 5000

/**
 * Tells a screen reader how the work stands: politely, and at most every five seconds (SCREENS.md). What changes sooner
 * waits for the five seconds to be over, the end of a batch too; then the newest state is told.
 */
export function Announcer() {
  const text = announcement(useJobs())
  const [spoken, setSpoken] = useState({ text: '', at: 0 })
  const said = notice.use()
  useEffect(() => {
    if (text === spoken.text) return
    const wait = Math.max(0, spoken.at + everyMs - Date.now())
    const timer = setTimeout(() => setSpoken({ text, at: Date.now() }), wait)
    return () => clearTimeout(timer)
  }, [text, spoken])
  return (
    <>
      <output className="vh" aria-live="polite">
        {spoken.text}
      </output>
      <output aria-live="polite">{said !== null && <div className="toast">{said}</div>}</output>
    </>
  )
}

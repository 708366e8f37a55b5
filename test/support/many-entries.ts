import type { ActivityLog } from '../../src/keystore/log/activity-log.ts'
import { plainActivity } from '../../src/shared/model/activity.ts'

const day = 24 * 3600_000
const perDay = 500
const whats = ['GenerateDataKey', 'Decrypt', 'Sign', 'Verify', 'Encrypt'] as const

/** Writes so many entries, 500 a day up to now; every hundredth was refused. `setClock`: the log's own. */
export async function addManyEntries(
  log: ActivityLog,
  count: number,
  setClock: (at: Date) => unknown,
): Promise<void> {
  const days = Math.ceil(count / perDay)
  const today = Date.now()
  for (let index = 0; index < days; index += 1) {
    setClock(new Date(today - (days - index) * day))
    const amount = Math.min(perDay, count - index * perDay)
    const entries = Array.from({ length: amount }, (_, at) => ({
      ...plainActivity,
      area: 'keys' as const,
      service: 'local' as const,
      what: whats[at % whats.length] ?? 'Decrypt',
      code: at % 100 === 99 ? ('KEY_RULE_REFUSED' as const) : null,
      facts: { number: index * perDay + at },
    }))
    await Promise.all(entries.map((entry) => log.append(entry)))
  }
}

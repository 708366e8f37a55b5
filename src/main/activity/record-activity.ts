import { setTimeout as pause } from 'node:timers/promises'
import type { FileRecord } from '../../shared/model/file-record.ts'
import type { KeystoreCalls } from '../keys/keystore/keystore-calls.ts'
import type { SettingsStore } from '../shell/settings-store.ts'
import type { Jobs } from '../jobs/batches/jobs.ts'
import { ActivityRecorder } from './activity-recorder.ts'
import { FileActivity } from './file-activity.ts'
import { settingsActivity } from './settings-activity.ts'

/** Milliseconds after which files that are still under way are noted as far as they are. */
const longestGathering = 60_000

/** Milliseconds that the app's end waits for entries to be written: a keystore that hangs holds it up no longer. */
const longestSettling = 5000

/** What the services tell the activity log, in the few places where they do. */
export interface ActivityNotes {
  readonly note: ActivityRecorder['note']
  /** For each file that a job ended with. */
  readonly fileDone: (record: FileRecord) => void
  /** Files are noted when their batches rest. */
  readonly follow: (jobs: Jobs) => void
  /** The app's end: what waits is sent, and the store remembers the log's end. */
  readonly settle: () => Promise<void>
}

export function recordActivity({
  keystore,
  settings,
}: {
  readonly keystore: Pick<KeystoreCalls, 'call' | 'onStatus'>
  readonly settings: Pick<SettingsStore, 'get' | 'onChange'>
}): ActivityNotes {
  const recorder = new ActivityRecorder({ keystore, settings: () => settings.get(), setTimer })
  const files = new FileActivity((entry) => recorder.note(entry))
  let before = settings.get()
  settings.onChange((after) => {
    for (const entry of settingsActivity(before, after)) recorder.note(entry)
    if (before.logDetails !== after.logDetails || before.refuseUnlogged !== after.refuseUnlogged)
      recorder.tellLogging()
    before = after
  })
  let isOpen = false
  keystore.onStatus(({ state }) => (isOpen = state === 'open'))
  let isTimed = false
  const flush = (): void => files.flush()
  return {
    note: (entry) => recorder.note(entry),
    fileDone: (record) => {
      files.add(record)
      if (isTimed) return
      isTimed = true
      setTimer(() => {
        isTimed = false
        flush()
      }, longestGathering)
    },
    follow: (jobs) => {
      jobs.onChange(({ batches }) => {
        if (batches.some(({ state }) => state === 'finished' || state === 'paused')) flush()
      })
    },
    settle: async () => {
      flush()
      // What is locked or not set up has a log all the same; only its end is the open store's to remember.
      await Promise.race([recorder.settle(), pause(longestSettling, undefined, { ref: false })])
      if (isOpen) await keystore.call('anchorActivity', {}).catch(() => undefined)
    },
  }
}

function setTimer(run: () => void, wait: number): void {
  setTimeout(run, wait).unref()
}

// Appends entries to the log of a folder as fast as it can, for tests that kill it: says each number whose entry was answered.
import { ActivityLog } from '../../src/keystore/log/activity-log.ts'
import { diskLogFiles } from '../../src/keystore/log/log-files.ts'
import { logPaths } from '../../src/keystore/log/log-paths.ts'
import { randomUuid } from '../../src/keystore/random-ids.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { plainActivity } from '../../src/shared/model/activity.ts'
import { atOnce, storeId } from './log-room.ts'
import { randomBytes } from 'node:crypto'
import { seededBytes } from './seeded-bytes.ts'

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
const log = new ActivityLog({
  paths: logPaths(process.argv[2] ?? ''),
  files: diskLogFiles,
  now: () => new Date(),
  newId: () => randomUuid(randomBytes),
  wait: atOnce,
})
log.opened({ storeId, anchor: null, storeKey: Secret.take(seededBytes(storeId, 1, 32)) })
const writers = Array.from({ length: 4 }, async () => {
  for (let round = 0; ; round += 1) {
    await log.append({ ...plainActivity, area: 'keys', what: 'WrapDataKey', facts: { round } })
    process.send?.('answered')
  }
})
await Promise.all(writers)

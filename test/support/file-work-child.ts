// One piece of work on a file or folder in a process of its own, which kills itself (SIGKILL) just before the file
// operation of a given number, or is killed or limited from outside. Says `begun` on the error stream, and what came of it
// as one line of JSON.
import path from 'node:path'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../src/main/jobs/staging/staging-journal.ts'
import { isVaultError } from '../../src/shared/vault-error.ts'
import { faultyFiles } from './faulty-files.ts'
import { doWork, works } from './file-works.ts'

const [action = '', source = '', target = '', journalFolder = '', killAt = '-1', asUser = ''] =
  process.argv.slice(2)

// Once all is imported: the project itself may lie where only root may read.
if (asUser !== '') {
  process.setegid?.(Number(asUser))
  process.seteuid?.(Number(asUser))
}

const files = faultyFiles(nodeFiles, ({ index }) =>
  index === Number(killAt)
    ? { kind: 'before', run: () => void process.kill(process.pid, 'SIGKILL') }
    : undefined,
)
const journal = new StagingJournal(files, path.join(journalFolder, 'journal'))

async function run(): Promise<unknown> {
  const work = works.find((each) => each === action)
  if (work === undefined) throw new Error(`there is no work called ${action}`)
  const done = await doWork(work, { files, journal: await journal.journal(), source, target })
  return { path: done.path, operations: files.operations.length }
}

process.stderr.write('begun')
const outcome = await run().catch((error: unknown) => ({
  code: isVaultError(error) ? error.code : String(error),
}))
console.log(JSON.stringify(outcome))

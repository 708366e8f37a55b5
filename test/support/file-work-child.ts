// One encryption or decryption in a process of its own, which kills itself (SIGKILL) just before the file operation of
// a given number, or is killed or limited from outside. Prints what came of it as one JSON line.
import path from 'node:path'
import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../src/main/jobs/file/encrypt-file.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../src/main/jobs/staging/staging-journal.ts'
import { isVaultError } from '../../src/shared/vault-error.ts'
import { faultyFiles } from './faulty-files.ts'
import { fixedKeyring } from './fixed-keyring.ts'

const [action, source = '', target = '', journalFolder = '', killAt = '-1', asUser = ''] =
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

async function work(): Promise<unknown> {
  const shared = { files, journal: await journal.journal(), keyring: fixedKeyring(), source, target }
  const done =
    action === 'encrypt' ? encryptFile({ ...shared, frameLength: 1024 * 1024 }) : decryptFile(shared)
  return { path: (await done).path, operations: files.operations.length }
}

const outcome = await work().catch((error: unknown) => ({
  code: isVaultError(error) ? error.code : String(error),
}))
console.log(JSON.stringify(outcome))

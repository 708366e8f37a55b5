// Key material imported from a file and made here, by both ways of wrapping, in a process of its own whose memory is then
// looked at from outside: `node --expose-gc import-child.ts FOLDER`. FOLDER holds `symmetric` (32 bytes) and `pair.der` (an
// RSA private key as PKCS #8); what is made here is kept as `made`. Says `done` and how many secrets
// were made and not wiped, waits for a line, and ends. The service
// is a stand-in that never sees the material.
import { generateKeyPairSync } from 'node:crypto'
import path from 'node:path'
import readline from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { KeyFiles } from '../../src/main/key-admin/files/key-files.ts'
import { importMaterial } from '../../src/main/key-admin/importing/import-material.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import type { ImportDraft } from '../../src/shared/model/key-page.ts'
import type { AwsKeyRef, KeyRow } from '../../src/shared/model/key.ts'
import { arnOf, kmsRow } from './kms-rows.ts'
import { scriptedKms } from './scripted-kms.ts'

// Held, so that one that is not wiped is still there to be found.
const made: Secret[] = []
const { take, random } = Secret
const noted = (secret: Secret): Secret => {
  made.push(secret)
  return secret
}
Object.assign(Secret, {
  take: (source: Uint8Array) => noted(take.call(Secret, source)),
  random: (length: number) => noted(random.call(Secret, length)),
})

const [folder = ''] = process.argv.slice(2)
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 4096 })
const kms = scriptedKms({
  getParametersForImport: () => ({
    KeyId: arnOf('k'),
    PublicKey: publicKey.export({ type: 'spki', format: 'der' }),
    ImportToken: new Uint8Array(1),
  }),
  importKeyMaterial: () => ({ KeyId: arnOf('k') }),
})
const ref: AwsKeyRef = { service: 'aws', connectionId: 'c', keyArn: arnOf('k') }

async function bring(row: Partial<KeyRow>, from: ImportDraft['from'], name: string): Promise<void> {
  const shown = kmsRow('k', { origin: 'EXTERNAL', state: 'PendingImport', keyMaterialId: null, ...row })
  const dialog = async () => path.join(folder, name)
  const files = new KeyFiles({
    dialogs: { file: dialog, newFile: dialog },
    files: nodeFiles,
    protectedFolders: [],
  })
  const access = {
    sessionOf: async () => kms,
    sessionIn: async () => kms,
    rows: async () => [shown],
    rowOf: async () => shown,
    readAgain: async () => shown,
  }
  for (const wrapping of ['RSA_AES_KEY_WRAP_SHA_256', 'RSAES_OAEP_SHA_256'] as const) {
    if (wrapping === 'RSAES_OAEP_SHA_256' && row.spec !== 'SYMMETRIC_DEFAULT') continue
    const draft: ImportDraft = {
      wrapping,
      wrappingSpec: 'RSA_4096',
      from,
      type: 'EXISTING_KEY_MATERIAL',
      validTo: null,
      description: null,
      keyMaterialId: null,
    }
    await importMaterial({ access, files, now: () => new Date() }, ref, draft)
  }
}

const symmetric = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' }
await bring(symmetric, 'file', 'symmetric')
await bring(symmetric, 'generate', 'made')
await bring({ spec: 'RSA_2048', usage: 'SIGN_VERIFY' }, 'file', 'pair.der')
/** What Node keeps of a key for OpenSSL is cleared when the object that stood for it is collected. */
for (let round = 0; round < 4; round += 1) {
  globalThis.gc?.()
  await pause(50)
}
console.log(`done made ${made.length} unwiped ${made.filter(({ isWiped }) => !isWiped).length}`)
await readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]().next()
process.exit()

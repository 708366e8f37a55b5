import { constants, createPublicKey, publicEncrypt, randomBytes, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { byService } from '../../../src/main/key-admin/by-service.ts'
import { KeyFiles } from '../../../src/main/key-admin/files/key-files.ts'
import { createLocalKeyAdmin } from '../../../src/main/key-admin/local/create-local-key-admin.ts'
import type { AwsHandlersOf } from '../../../src/shared/handlers-of.ts'
import type { FileRecord } from '../../../src/shared/model/file-record.ts'
import type { ImportDraft, TryInput } from '../../../src/shared/model/key-page.ts'
import type { LocalKeyRef } from '../../../src/shared/model/key.ts'
import type { LocalKeyDraft } from '../../../src/shared/model/local-key.ts'
import { ForkedKeystore } from '../../support/forked-keystore.ts'

// The calls of the page for keys of this computer, with the real keystore process behind them. Any mode does: here one
// that needs no keychain.

let folder: string
let keystore: ForkedKeystore
/** What the next dialog answers with, a name in the folder. */
let chosen: string[] = []
const known: FileRecord[] = []
const answer = async () => {
  const name = chosen.shift()
  return name === undefined ? undefined : join(folder, name)
}
const files = new KeyFiles({
  dialogs: { file: answer, newFile: answer },
  files: nodeFiles,
  protectedFolders: [],
})
const now = () => new Date()
const noting = { record: (entry: FileRecord) => void known.push(entry), now }
const pages = () => {
  const local = createLocalKeyAdmin({ keystore: keystore.client, files, known: noting, now })
  return byService({} as AwsHandlersOf<'key' | 'manage' | 'try'>, local)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-local-keys-'))
  keystore = new ForkedKeystore({ directory: join(folder, 'keystore'), env: { HOME: '/nonexistent' } })
  const opened = await keystore.client.setUp({
    mode: 'passphrase',
    passphrase: 'correct horse battery staple',
  })
  expect(opened.state).toBe('open')
})
afterAll(async () => {
  await keystore.stop()
  rmSync(folder, { recursive: true, force: true })
})

const draft = (alias: string, more: Partial<LocalKeyDraft> = {}): LocalKeyDraft => ({
  alias,
  description: '',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  tags: {},
  ...more,
})

async function make(alias: string, more: Partial<LocalKeyDraft> = {}): Promise<LocalKeyRef> {
  const { ref } = await pages()['manage.createLocal'](draft(alias, more))
  if (ref.service !== 'local') throw new Error('made elsewhere')
  return ref
}

const importDraft: ImportDraft = {
  wrapping: 'RSAES_OAEP_SHA_256',
  wrappingSpec: 'RSA_3072',
  from: 'file',
  type: 'NEW_KEY_MATERIAL',
  validTo: null,
  description: null,
  keyMaterialId: null,
}
const text = (words: string): TryInput => ({ kind: 'text', text: words })
const typed = { context: {}, saveAs: false }

describe('the life of a key of this computer, by the calls of its page', () => {
  it('is named, tagged, described, switched off and on', async () => {
    const page = pages()
    const ref = await make('life', { tags: { team: 'one' } })
    expect(await page['manage.createAlias']({ ref, alias: 'second' })).toMatchObject({ moreAliases: 1 })
    const other = await make('other')
    expect(await page['manage.retargetAlias']({ ref: other, alias: 'second' })).toMatchObject({
      aliases: ['other', 'second'],
    })
    expect((await page['key.aliases']({ ref })).aliases.map(({ name }) => name)).toEqual(['life'])
    await expect(page['manage.deleteAlias']({ ref, alias: 'second' })).rejects.toMatchObject({
      code: 'KEY_NOT_FOUND',
    })
    expect(await page['manage.deleteAlias']({ ref: other, alias: 'second' })).toMatchObject({
      moreAliases: 0,
    })
    expect(await page['manage.setTags']({ ref, set: { disk: 'cellar' }, remove: ['team'] })).toMatchObject({
      tags: { disk: 'cellar' },
    })
    expect(await page['manage.setDescription']({ ref, description: 'ours' })).toMatchObject({
      description: 'ours',
    })
    expect(await page['manage.disable']({ ref })).toMatchObject({ state: 'Disabled', canEncrypt: false })
    await expect(page['try.encrypt']({ ref, input: text('a'), ...typed })).rejects.toMatchObject({
      code: 'KEY_ACTION_REFUSED',
      facts: { refusal: 'disabled', service: 'local' },
    })
    expect(await page['manage.enable']({ ref })).toMatchObject({ state: 'Enabled', canEncrypt: true })
  })

  it('rotates by hand and by a period, and opens what it encrypted before', async () => {
    const page = pages()
    const ref = await make('rotating')
    const context = { department: 'finance' }
    const before = await page['try.encrypt']({ ref, input: text('old'), context, saveAs: false })
    const first = await page['key.rotation']({ ref })
    expect(first).toMatchObject({ onDemandUsed: 0, materials: [{ state: 'CURRENT' }] })
    expect(first.currentUses).toBeGreaterThan(0)
    await page['manage.rotateNow']({ ref })
    const row = await page['manage.setAutomaticRotation']({ ref, periodDays: 180 })
    expect(row.rotation).toMatchObject({ automatic: true, periodDays: 180, materials: 2, onDemand: 1 })
    const rotated = await page['key.rotation']({ ref })
    expect(rotated.materials?.map(({ state }) => state)).toEqual(['NON_CURRENT', 'CURRENT'])
    const input: TryInput = { kind: 'base64', base64: before?.base64 ?? '' }
    expect(await page['try.decrypt']({ ref, input, context, saveAs: false })).toMatchObject({
      text: 'old',
      keyMaterialId: first.row.keyMaterialId,
    })
    await expect(page['try.decrypt']({ ref, input, ...typed })).rejects.toMatchObject({
      code: 'KEY_CIPHERTEXT_INVALID',
    })
  })

  it('moves a ciphertext to another key here, and to none of AWS', async () => {
    const page = pages()
    const [ref, to] = [await make('from'), await make('to')]
    const made = await page['try.encrypt']({ ref, input: text('moving'), ...typed })
    const input: TryInput = { kind: 'base64', base64: made?.base64 ?? '' }
    const moved = await page['try.reEncrypt']({ ref, to, input, toContext: {}, ...typed })
    const there: TryInput = { kind: 'base64', base64: moved?.base64 ?? '' }
    expect(await page['try.decrypt']({ ref: to, input: there, ...typed })).toMatchObject({ text: 'moving' })
    const aws = { service: 'aws', connectionId: 'c', keyArn: 'arn:aws:kms:eu-west-1:1:key/k' } as const
    await expect(
      page['try.reEncrypt']({ ref, to: aws, input, toContext: {}, ...typed }),
    ).rejects.toMatchObject({ code: 'KMS_UNSUPPORTED', facts: { reason: 'betweenServices' } })
  })

  it('signs what its public key verifies anywhere, and says where a signature does not hold', async () => {
    const page = pages()
    const ref = await make('signing', { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })
    const algorithm = 'ECDSA_SHA_256'
    const signed = await page['try.sign']({ ref, input: text('a letter'), algorithm, saveAs: false })
    const publicKey = await page['try.publicKey']({ ref, saveAs: false })
    const signature = Buffer.from(signed?.base64 ?? '', 'base64')
    expect(verify('sha256', Buffer.from('a letter'), createPublicKey(publicKey?.text ?? ''), signature)).toBe(
      true,
    )
    const asked = { ref, algorithm, signature: signed?.base64 ?? '' }
    expect(await page['try.verify']({ ...asked, input: text('a letter') })).toMatchObject({ valid: true })
    expect(await page['try.verify']({ ...asked, input: text('another') })).toMatchObject({ valid: false })
  })

  it('makes and checks MACs', async () => {
    const page = pages()
    const ref = await make('macs', { spec: 'HMAC_384', usage: 'GENERATE_VERIFY_MAC' })
    const algorithm = 'HMAC_SHA_384'
    const made = await page['try.mac']({ ref, input: text('a'), algorithm, saveAs: false })
    const asked = { ref, algorithm, mac: made?.base64 ?? '' }
    expect(await page['try.verifyMac']({ ...asked, input: text('a') })).toMatchObject({ valid: true })
    expect(await page['try.verifyMac']({ ...asked, input: text('b') })).toMatchObject({ valid: false })
  })

  it('takes material that was made for a file, loses it, and takes the same again', async () => {
    const page = pages()
    const ref = await make('own material', { origin: 'EXTERNAL' })
    chosen = ['own.key-material']
    const imported = await page['manage.importMaterial']({ ref, draft: { ...importDraft, from: 'generate' } })
    expect(imported).toMatchObject({ savedAs: 'own.key-material' })
    const sealed = await page['try.encrypt']({ ref, input: text('kept'), ...typed })
    expect(await page['manage.deleteMaterial']({ ref, keyMaterialId: null })).toMatchObject({
      state: 'PendingImport',
      canEncrypt: false,
    })
    writeFileSync(join(folder, 'other.bin'), randomBytes(32))
    chosen = ['other.bin']
    const again = { ...importDraft, type: 'EXISTING_KEY_MATERIAL' } as const
    await expect(page['manage.importMaterial']({ ref, draft: again })).rejects.toMatchObject({
      code: 'KEY_MATERIAL_OTHER',
    })
    chosen = ['own.key-material']
    await page['manage.importMaterial']({ ref, draft: again })
    const input: TryInput = { kind: 'base64', base64: sealed?.base64 ?? '' }
    expect(await page['try.decrypt']({ ref, input, ...typed })).toMatchObject({ text: 'kept' })
  })

  it('takes material to the keystore process in no form that opens on the way', async () => {
    const sent: unknown[] = []
    const watched: Pick<typeof keystore.client, 'call'> = {
      call: async (operation, input) => {
        sent.push(input)
        return await keystore.client.call(operation, input)
      },
    }
    const local = createLocalKeyAdmin({ keystore: watched, files, known: noting, now })
    const ref = await make('sealed for the way', { origin: 'EXTERNAL' })
    const canary = randomBytes(32)
    writeFileSync(join(folder, 'canary.bin'), canary)
    chosen = ['canary.bin']
    await byService({} as AwsHandlersOf<'key' | 'manage' | 'try'>, local)['manage.importMaterial']({
      ref,
      draft: importDraft,
    })
    expect((await pages()['key.facts']({ ref })).row).toMatchObject({ state: 'Enabled' })
    const material = sent.find((input) => typeof input === 'object' && input !== null && 'material' in input)
    expect(material).toMatchObject({ material: { kind: 'wrapped' } })
    expect(serialize(sent).includes(canary)).toBe(false)
  })

  it('takes material that was wrapped elsewhere, also after the app was started again', async () => {
    const ref = await make('wrapped', { origin: 'EXTERNAL' })
    chosen = ['wrapping.pem']
    const { wrapping, wrappingSpec } = importDraft
    const saved = await pages()['manage.importParameters']({ ref, wrapping, wrappingSpec })
    expect(saved).toMatchObject({ savedAs: 'wrapping.pem' })
    const key = createPublicKey(readFileSync(join(folder, 'wrapping.pem'), 'utf8'))
    const oaep = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }
    writeFileSync(join(folder, 'wrapped.bin'), publicEncrypt(oaep, randomBytes(32)))
    // Other handlers remember no token: the person is asked for the file of the public key.
    chosen = ['wrapped.bin', 'wrapping.pem']
    const done = await pages()['manage.importMaterial']({
      ref,
      draft: { ...importDraft, from: 'wrappedFile' },
    })
    expect(done?.keyMaterialId).toMatch(/^[0-9a-f]{64}$/)
    expect((await pages()['key.facts']({ ref })).row).toMatchObject({ state: 'Enabled', canEncrypt: true })
  })

  it('does only what its rules allow', async () => {
    const page = pages()
    const ref = await make('ruled')
    const rules = { operations: ['Decrypt' as const], requiredContext: [], notBefore: null, notAfter: null }
    await page['manage.setRules']({ ref, rules })
    expect(await page['key.rules']({ ref })).toEqual(rules)
    await expect(page['try.encrypt']({ ref, input: text('a'), ...typed })).rejects.toMatchObject({
      code: 'KEY_RULE_REFUSED',
    })
  })

  it('saves a ciphertext to a file that is then known under the key', async () => {
    const ref = await make('known')
    chosen = ['note.sealed']
    known.length = 0
    const result = await pages()['try.encrypt']({ ref, input: text('a'), context: {}, saveAs: true })
    expect(result).toMatchObject({ savedAs: 'note.sealed', base64: null })
    expect(known.flatMap(({ doors }) => doors)).toMatchObject([
      { label: { kind: 'local', name: 'known' }, keyId: ref.keyId, keyMaterialId: result?.keyMaterialId },
    ])
  })

  it('is deleted only after its wait, by its own name', async () => {
    const page = pages()
    const ref = await make('leaving')
    await expect(page['manage.scheduleDeletion']({ ref, days: 7, typed: 'other' })).rejects.toMatchObject({
      facts: { reason: 'typedName' },
    })
    expect(await page['manage.scheduleDeletion']({ ref, days: 7, typed: 'leaving' })).toMatchObject({
      state: 'PendingDeletion',
    })
    await expect(page['manage.deleteKey']({ ref, typed: 'leaving' })).rejects.toMatchObject({
      code: 'KEY_NOT_DELETABLE_YET',
    })
    expect(await page['manage.cancelDeletion']({ ref })).toMatchObject({
      state: 'Disabled',
      deletionDate: null,
    })
  })
})

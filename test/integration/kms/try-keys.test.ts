import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto'
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AwsKeyRef } from '../../../src/shared/model/key.ts'
import type { TryInput } from '../../../src/shared/model/key-page.ts'
import { openKeyAdminWorld, problemOf, type KeyAdminWorld } from './key-admin-world.ts'

let world: KeyAdminWorld

beforeEach(async () => {
  world = await openKeyAdminWorld()
})
afterEach(() => world.close())

const text = (value: string): TryInput => ({ kind: 'text', text: value })
const base64 = (value: string | null | undefined): TryInput => ({ kind: 'base64', base64: value ?? '' })
const file: TryInput = { kind: 'file' }
const context = { purpose: 'test' }
const bytesOf = (value: string | null | undefined): Buffer => Buffer.from(value ?? '', 'base64')

async function chosenFile(name: string, content: string | Uint8Array): Promise<void> {
  await writeFile(join(world.folder, name), content)
  world.dialogs.file = name
}

describe('encrypting and decrypting', () => {
  it('gives a short text back, with the material that did it', async () => {
    const ref = await world.knownKey()
    const plain = { ref, context, saveAs: false }
    const sealed = await world.attempt['try.encrypt']({ ...plain, input: text('grüße') })
    expect(sealed).toMatchObject({ keyArn: ref.keyArn, algorithm: 'SYMMETRIC_DEFAULT', text: null })
    const opened = await world.attempt['try.decrypt']({ ...plain, input: base64(sealed?.base64) })
    expect(opened).toMatchObject({ text: 'grüße', base64: null, bytes: 7, keyArn: ref.keyArn })
    expect(opened?.keyMaterialId).toBe(world.keyOf(ref.keyArn).materials[0]?.id)
  })

  it('gives bytes that are no text as base64', async () => {
    const ref = await world.knownKey()
    const input = base64(Buffer.from([0, 255, 1]).toString('base64'))
    const sealed = await world.attempt['try.encrypt']({ ref, context: {}, saveAs: false, input })
    const opened = await world.attempt['try.decrypt']({
      ref,
      context: {},
      saveAs: false,
      input: base64(sealed?.base64),
    })
    expect(opened).toMatchObject({ text: null, base64: 'AP8B' })
  })

  it.each([
    ['raw', (blob: Buffer) => blob],
    [
      'Base64 in lines',
      (blob: Buffer) => Buffer.from(`${blob.toString('base64').replace(/.{64}/g, '$&\n')}\n`),
    ],
  ])('opens a file that holds a blob, %s, and saves it without replacing anything', async (_how, written) => {
    const ref = await world.knownKey()
    const content = randomBytes(3000)
    await chosenFile('data.bin', content)
    world.dialogs.newFile = 'data.bin.kms'
    const sealed = await world.attempt['try.encrypt']({ ref, context, saveAs: true, input: file })
    expect(sealed).toMatchObject({ savedAs: 'data.bin.kms', base64: null })
    const blob = await readFile(join(world.folder, 'data.bin.kms'))
    await chosenFile('blob', written(blob))
    world.dialogs.newFile = 'data.bin'
    const opened = await world.attempt['try.decrypt']({ ref, context, saveAs: true, input: file })
    expect(opened).toMatchObject({ savedAs: 'data (2).bin', text: null, base64: null, bytes: 3000 })
    expect(await readFile(join(world.folder, 'data (2).bin'))).toStrictEqual(content)
    expect((await stat(join(world.folder, 'data (2).bin'))).mode & 0o777).toBe(0o600)
  })

  it('makes a blob that it writes, moves or opens a known file under the material that KMS named', async () => {
    const ref = await world.knownKey()
    const to = await world.knownKey()
    const at = (name: string) => join(world.folder, name)
    const hashOf = async (name: string) =>
      createHash('sha256')
        .update(await readFile(at(name)))
        .digest('hex')
    const plain = { ref, context, input: file }
    await chosenFile('note.txt', 'x')
    world.dialogs.newFile = 'note.kms'
    await world.attempt['try.encrypt']({ ...plain, saveAs: true })
    world.dialogs.file = 'note.kms'
    world.dialogs.newFile = 'moved.kms'
    await world.attempt['try.reEncrypt']({ ...plain, to, toContext: {}, saveAs: true })
    await world.attempt['try.decrypt']({ ...plain, saveAs: false })
    const doorOf = ({ keyArn }: AwsKeyRef) => ({
      keyId: keyArn,
      keyMaterialId: world.keyOf(keyArn).materials[0]?.id,
    })
    const blob = { headerHash: await hashOf('note.kms') }
    // Encrypt names no material; Decrypt and ReEncrypt do.
    const made = { ...blob, at: 'result', doors: [{ ...doorOf(ref), keyMaterialId: null }] }
    const moved = { at: 'result', headerHash: await hashOf('moved.kms'), doors: [doorOf(to)] }
    expect(world.records).toMatchObject([
      { action: 'encrypt', source: at('note.txt'), result: at('note.kms'), code: null, seen: [made] },
      { action: 'move', source: at('note.kms'), result: at('moved.kms'), code: null, seen: [moved] },
      {
        action: 'verify',
        source: at('note.kms'),
        result: null,
        seen: [{ ...blob, at: 'source', doors: [doorOf(ref)] }],
      },
    ])
  })

  it('makes nothing known that lies in no file', async () => {
    const ref = await world.knownKey()
    const plain = { ref, context, saveAs: false }
    const sealed = await world.attempt['try.encrypt']({ ...plain, input: text('x') })
    await world.attempt['try.decrypt']({ ...plain, input: base64(sealed?.base64) })
    expect(world.records).toStrictEqual([])
  })

  it('works with a key pair, whose hash is found by trying', async () => {
    const ref = await world.knownKey({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' })
    const sealed = await world.attempt['try.encrypt']({ ref, context: {}, saveAs: false, input: text('x') })
    expect(sealed?.algorithm).toBe('RSAES_OAEP_SHA_256')
    const opened = await world.attempt['try.decrypt']({
      ref,
      context: {},
      saveAs: false,
      input: base64(sealed?.base64),
    })
    expect(opened?.text).toBe('x')
    const problem = await problemOf(
      world.attempt['try.encrypt']({ ref, context, saveAs: false, input: text('x') }),
    )
    expect(problem.facts).toMatchObject({ reason: 'contextOfKeyPair' })
  })

  it('refuses more bytes than the key takes, before AWS is asked', async () => {
    const ref = await world.knownKey({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' })
    await chosenFile('big', randomBytes(191))
    const problem = await problemOf(
      world.attempt['try.encrypt']({ ref, context: {}, saveAs: false, input: file }),
    )
    expect(problem).toMatchObject({ code: 'FILE_TOO_LARGE', facts: { limit: 190 } })
    expect(world.changes()).toStrictEqual([])
  })

  it('opens no file that is longer than a blob can be', async () => {
    const ref = await world.knownKey()
    for (const content of [randomBytes(6145), 'A'.repeat(8196), randomBytes(9000)]) {
      await chosenFile('big', content)
      const problem = await problemOf(
        world.attempt['try.decrypt']({ ref, context: {}, saveAs: false, input: file }),
      )
      expect(problem).toMatchObject({ code: 'FILE_TOO_LARGE', facts: { limit: 6144 } })
    }
    expect(world.changes()).toStrictEqual([])
  })

  it('does not use an answer that another key gave', async () => {
    const [ref, other] = [await world.knownKey(), await world.knownKey()]
    world.fake.faults.add({ kind: 'wrongKeyId', operation: 'Encrypt', keyArn: other.keyArn })
    const problem = await problemOf(
      world.attempt['try.encrypt']({ ref, context, saveAs: false, input: text('x') }),
    )
    expect(problem.code).toBe('KMS_ANSWER_INVALID')
  })

  it('reads no link and nothing of the app’s own', async () => {
    const ref = await world.knownKey()
    const encrypt = () => world.attempt['try.encrypt']({ ref, context, saveAs: false, input: file })
    await mkdir(join(world.folder, 'profile'))
    await chosenFile('profile/keys', 'secret')
    expect((await problemOf(encrypt())).code).toBe('PATH_NOT_ALLOWED')
    await symlink('profile/keys', join(world.folder, 'link'))
    world.dialogs.file = 'link'
    expect((await problemOf(encrypt())).code).toBe('FILE_IS_LINK')
  })

  it('is done nowhere while the key is disabled', async () => {
    const ref = await world.knownKey({ state: 'Disabled' })
    const problem = await problemOf(
      world.attempt['try.encrypt']({ ref, context, saveAs: false, input: text('x') }),
    )
    expect(problem.facts).toMatchObject({ refusal: 'disabled' })
    expect(world.changes()).toStrictEqual([])
  })

  it('moves a ciphertext to another key and context without seeing it', async () => {
    const [ref, to] = [await world.knownKey(), await world.knownKey()]
    const sealed = await world.attempt['try.encrypt']({ ref, context, saveAs: false, input: text('x') })
    const moved = await world.attempt['try.reEncrypt']({
      ref,
      to,
      context,
      toContext: { other: 'one' },
      saveAs: false,
      input: base64(sealed?.base64),
    })
    expect(moved?.keyArn).toBe(to.keyArn)
    expect(moved?.keyMaterialId).toBe(world.keyOf(to.keyArn).materials[0]?.id)
    const opened = await world.attempt['try.decrypt']({
      ref: to,
      context: { other: 'one' },
      saveAs: false,
      input: base64(moved?.base64),
    })
    expect(opened?.text).toBe('x')
  })
})

describe('signing', () => {
  it.each([
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512', 'sha512'],
    ['ECC_NIST_P256', 'ECDSA_SHA_256', 'sha256'],
  ] as const)('with %s, a text itself and a long file by its digest', async (spec, algorithm, hash) => {
    const ref = await world.knownKey({ spec, usage: 'SIGN_VERIFY' })
    const pem = await world.attempt['try.publicKey']({ ref, saveAs: false })
    const publicKey = createPublicKey(pem?.text ?? '')
    const short = await world.attempt['try.sign']({ ref, input: text('hello'), algorithm, saveAs: false })
    expect(verify(hash, Buffer.from('hello'), publicKey, bytesOf(short?.base64))).toBe(true)
    const content = randomBytes(2_500_000)
    await chosenFile('long', content)
    const long = await world.attempt['try.sign']({ ref, input: file, algorithm, saveAs: false })
    expect(verify(hash, content, publicKey, bytesOf(long?.base64))).toBe(true)
    const check = { ref, input: file, algorithm, signature: long?.base64 ?? '' }
    expect(await world.attempt['try.verify'](check)).toMatchObject({ valid: true, algorithm })
    await chosenFile('long', createHash('sha256').update(content).digest())
    expect(await world.attempt['try.verify'](check)).toMatchObject({ valid: false })
  })

  it('saves a signature as its bytes alone, beside what it signs', async () => {
    const ref = await world.knownKey({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })
    const pem = await world.attempt['try.publicKey']({ ref, saveAs: false })
    await chosenFile('letter.txt', 'hello')
    world.dialogs.newFile = 'letter.txt.sig'
    const sign = { ref, input: file, algorithm: 'ECDSA_SHA_256', saveAs: true }
    expect(await world.attempt['try.sign'](sign)).toMatchObject({ savedAs: 'letter.txt.sig', base64: null })
    const signature = await readFile(join(world.folder, 'letter.txt.sig'))
    expect(verify('sha256', Buffer.from('hello'), createPublicKey(pem?.text ?? ''), signature)).toBe(true)
  })

  it('asks nobody for a signature or a MAC where the dialog for its file was closed', async () => {
    const pair = await world.knownKey({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })
    const mac = await world.knownKey({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
    const given = { input: text('hello'), saveAs: true }
    world.dialogs.newFile = undefined
    world.changes()
    expect(await world.attempt['try.sign']({ ref: pair, algorithm: 'ECDSA_SHA_256', ...given })).toBeNull()
    expect(await world.attempt['try.mac']({ ref: mac, algorithm: 'HMAC_SHA_256', ...given })).toBeNull()
    expect(world.changes()).toStrictEqual([])
  })

  it('saves a public key as PEM', async () => {
    const ref = await world.knownKey({ spec: 'ECC_NIST_P384', usage: 'SIGN_VERIFY' })
    world.dialogs.newFile = 'key.pem'
    const saved = await world.attempt['try.publicKey']({ ref, saveAs: true })
    const pem = await readFile(join(world.folder, 'key.pem'), 'utf8')
    expect(saved).toMatchObject({ savedAs: 'key.pem', text: pem })
    expect(createPublicKey(pem).asymmetricKeyType).toBe('ec')
  })

  it('makes and checks a MAC', async () => {
    const ref = await world.knownKey({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
    const algorithm = 'HMAC_SHA_256'
    const made = await world.attempt['try.mac']({ ref, input: text('hello'), algorithm, saveAs: false })
    const check = (input: TryInput) =>
      world.attempt['try.verifyMac']({ ref, input, algorithm, mac: made?.base64 ?? '' })
    expect(await check(text('hello'))).toMatchObject({ valid: true })
    expect(await check(text('hallo'))).toMatchObject({ valid: false })
    world.dialogs.newFile = 'message.txt.mac'
    const saved = await world.attempt['try.mac']({ ref, input: text('hello'), algorithm, saveAs: true })
    expect(saved).toMatchObject({ savedAs: 'message.txt.mac', base64: null, bytes: 32 })
    expect(await readFile(join(world.folder, 'message.txt.mac'))).toStrictEqual(bytesOf(made?.base64))
  })
})

import { expect, it } from 'vitest'
import { nodeFiles } from '../../../../../src/main/jobs/files/node-files.ts'
import { KeyFiles } from '../../../../../src/main/key-admin/files/key-files.ts'
import type { KeyAccess } from '../../../../../src/main/key-admin/key-in-hand.ts'
import { signatureHandlers } from '../../../../../src/main/key-admin/trying/signature-handlers.ts'
import { arnOf, kmsRow } from '../../../../support/kms-rows.ts'
import { scriptedKms, type KmsScript } from '../../../../support/scripted-kms.ts'

const ref = { service: 'aws', connectionId: 'c', keyArn: arnOf('a') } as const
const input = { kind: 'text', text: 'a message of a person' } as const
const bytes = new Uint8Array([1])

/** The handlers for one key of that kind, and every message that KMS was sent. */
function trying(kind: { readonly spec: string; readonly usage: string }) {
  const sent: { readonly bytes: Uint8Array; readonly text: string }[] = []
  const answer = ({ Message }: { Message: Uint8Array }) => {
    sent.push({ bytes: Message, text: Buffer.from(Message).toString() })
    return { KeyId: arnOf('a'), Signature: bytes, SignatureValid: true, Mac: bytes, MacValid: true }
  }
  const kms = scriptedKms({
    sign: answer,
    verify: answer,
    generateMac: answer,
    verifyMac: answer,
  } as KmsScript)
  const row = kmsRow('a', kind)
  const access: KeyAccess = {
    sessionOf: async () => kms,
    sessionIn: async () => kms,
    rowOf: async () => row,
    rows: async () => [row],
    readAgain: async () => row,
  }
  const dialogs = { file: async () => undefined, newFile: async () => undefined }
  const files = new KeyFiles({ dialogs, files: nodeFiles, protectedFolders: [] })
  return { sent, handlers: signatureHandlers(access, files) }
}

it('wipes a message once it is signed and verified', async () => {
  const algorithm = 'ECDSA_SHA_256'
  const { sent, handlers } = trying({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })
  await handlers['try.sign']({ ref, input, algorithm, saveAs: false })
  await handlers['try.verify']({ ref, input, algorithm, signature: 'AAAA' })
  expect(sent.map(({ text }) => text)).toEqual([input.text, input.text])
  expect(sent.every((each) => each.bytes.every((byte) => byte === 0))).toBe(true)
})

it('wipes a message once its MAC is made and verified', async () => {
  const algorithm = 'HMAC_SHA_256'
  const { sent, handlers } = trying({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
  await handlers['try.mac']({ ref, input, algorithm, saveAs: false })
  await handlers['try.verifyMac']({ ref, input, algorithm, mac: 'AAAA' })
  expect(sent.map(({ text }) => text)).toEqual([input.text, input.text])
  expect(sent.every((each) => each.bytes.every((byte) => byte === 0))).toBe(true)
})

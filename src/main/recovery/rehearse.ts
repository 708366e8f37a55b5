import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VaultError } from '../../shared/vault-error.ts'
import { RsaOpeningKeyring } from '../keyrings/raw-rsa/rsa-opening-keyring.ts'
import { RsaPublicKeyring } from '../keyrings/raw-rsa/rsa-public-keyring.ts'
import { beginMessage } from '../message/begin-message.ts'
import { FrameOpener } from '../message/frame-opener.ts'
import { FrameSealer } from '../message/frame-sealer.ts'
import { openMessage } from '../message/open-message.ts'
import { readHeader } from '../message/read-header.ts'
import { KitProcess, type KitInput, type KitProcessOptions } from './kit-process.ts'
import { KitSession, kitNamespace } from './kit-session.ts'

export interface RehearsalOptions {
  /** The kit that the store knows. */
  readonly kit: { readonly kitId: string; readonly fingerprint: string; readonly publicKey: Uint8Array }
  readonly entry: KitInput<'openKit'>
  /** Where the empty profile is made, and removed again. */
  readonly temporary: string
  /** The process of a kit in that profile. */
  readonly processIn: (home: string) => KitProcessOptions
  readonly now: () => Date
}

/** What a person would wait for after they gave the sheets: from the first look to the last byte compared. */
export interface Rehearsal {
  readonly seconds: number
}

const sample = 'This file was opened with the recovery kit alone.\n'
const frameLength = 4096
const noContext = new Map<string, string>()
const dataKeyLength = 32

/**
 * Encrypts a sample file to the kit's door alone and opens it as another computer would: in an empty profile, with a kit
 * process that has only what was given. Leaves nothing behind. Throws KIT_WRONG and the codes of a kit and of a file.
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const profile = await mkdtemp(join(options.temporary, 'keyhold-rehearsal-'))
  try {
    const file = join(profile, 'sample.txt.encrypted')
    const content = Buffer.concat([Buffer.from(sample), randomBytes(64)])
    await writeFile(file, await encrypted(content, options.kit), { flag: 'wx', mode: 0o600 })
    const began = performance.now()
    const session = await KitSession.open(
      new KitProcess(options.processIn(profile)),
      options.entry,
      options.now,
    )
    try {
      if (session.fingerprint !== options.kit.fingerprint) throw otherKit(options.kit.kitId)
      const opened = await decrypted(await readFile(file), session)
      if (!opened.equals(content)) throw new VaultError('VERIFY_FAILED', 'the sample file came out otherwise')
      return { seconds: (performance.now() - began) / 1000 }
    } finally {
      session.end()
    }
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
}

async function encrypted(content: Uint8Array, kit: RehearsalOptions['kit']): Promise<Uint8Array> {
  const keyring = new RsaPublicKeyring({ namespace: kitNamespace, ...kit })
  const { dataKey, encryptedDataKeys } = await keyring.wrap({ context: noContext, dataKeyLength })
  try {
    const message = beginMessage({ dataKey, encryptedDataKeys, context: noContext, frameLength })
    const frame = new Uint8Array(frameLength + 64)
    const size = FrameSealer.fromTicket(message.handOver()).sealFinal(content, frame)
    return Buffer.concat([message.header, frame.subarray(0, size)])
  } finally {
    dataKey.wipe()
  }
}

async function decrypted(file: Buffer, session: KitSession): Promise<Buffer> {
  const reading = readHeader(file)
  if (reading.kind !== 'header') throw new VaultError('MESSAGE_TRUNCATED', 'the sample file has no end')
  const { header } = reading
  const outcome = await new RsaOpeningKeyring([session]).unwrap({
    context: noContext,
    dataKeyLength,
    encryptedDataKeys: header.encryptedDataKeys,
  })
  if (!outcome.opened)
    throw outcome.tried[0] ?? new VaultError('NO_DOOR_OPENS', 'the sample file has another door')
  try {
    const opener = FrameOpener.fromTicket(openMessage({ header, dataKey: outcome.dataKey }))
    const into = new Uint8Array(frameLength)
    const step = opener.openNext(file.subarray(header.headerLength), into)
    opener.endOfInput(
      step.kind === 'opened' ? file.length - header.headerLength - step.consumed : file.length,
    )
    return Buffer.from(into.subarray(0, step.kind === 'opened' ? step.written : 0))
  } finally {
    outcome.dataKey.wipe()
  }
}

function otherKit(kitId: string): VaultError {
  return new VaultError('KIT_WRONG', 'these sheets open another kit than the one in use', {
    facts: { kit: kitId },
  })
}

import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { beginMessage } from '../src/main/message/begin-message.ts'
import { FrameOpener } from '../src/main/message/frame-opener.ts'
import { FrameSealer } from '../src/main/message/frame-sealer.ts'
import { finalFrameBytes, regularFrameBytes } from '../src/main/message/message-size.ts'
import { openMessage } from '../src/main/message/open-message.ts'
import { readHeader } from '../src/main/message/read-header.ts'
import { Secret } from '../src/main/secret/secret.ts'
import { median } from './median.ts'

/** MB/s (10^6 bytes) of the message layer alone on one thread, memory to memory. */
export interface FrameSpeed {
  readonly frameLength: number
  readonly seal: number
  readonly open: number
  /** One AES-256-GCM cipher object a frame and nothing else: what node:crypto itself gives. */
  readonly bareCipher: number
}

const rounds = 5
const aboutBytes = 128 * 1024 * 1024
const door = { providerId: Buffer.from('p'), providerInfo: Buffer.from('i'), ciphertext: Buffer.from('c') }

/**
 * Measures one frame length: the three are taken in turn in every round, and each figure is a median of
 * rounds.
 */
export function measureFrames(frameLength: number): FrameSpeed {
  const frames = Math.ceil(aboutBytes / frameLength)
  const plaintext = randomBytes(frameLength)
  const megabytes = (frames * frameLength) / 1e6
  const seconds = { seal: [] as number[], open: [] as number[], bare: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    seconds.bare.push(clock(() => bareCipher(plaintext, frames)))
    seconds.seal.push(clock(() => seal(plaintext, frames)))
    const open = opening(plaintext)
    seconds.open.push(clock(() => open(frames)))
  }
  const speed = (taken: readonly number[]): number => megabytes / (median(taken) ?? Number.NaN)
  return {
    frameLength,
    seal: speed(seconds.seal),
    open: speed(seconds.open),
    bareCipher: speed(seconds.bare),
  }
}

function clock(act: () => void): number {
  const begun = performance.now()
  act()
  return (performance.now() - begun) / 1000
}

function seal(plaintext: Uint8Array, frames: number): void {
  const sealer = FrameSealer.fromTicket(begin(plaintext.length).message.handOver())
  const into = new Uint8Array(finalFrameBytes(plaintext.length))
  for (let frame = 1; frame < frames; frame += 1) sealer.sealRegular(plaintext, into)
  sealer.sealFinal(plaintext, into)
}

/** Opens one short message again and again, for a reader takes no frame twice. */
function opening(plaintext: Uint8Array): (frames: number) => void {
  const framesEach = Math.max(1, Math.floor((8 * 1024 * 1024) / plaintext.length))
  const { message, dataKey } = begin(plaintext.length)
  const sealer = FrameSealer.fromTicket(message.handOver())
  const body = new Uint8Array(framesEach * regularFrameBytes(plaintext.length) + finalFrameBytes(0))
  let at = 0
  for (let frame = 0; frame < framesEach; frame += 1) at += sealer.sealRegular(plaintext, body.subarray(at))
  sealer.sealFinal(new Uint8Array(0), body.subarray(at))
  const reading = readHeader(message.header)
  if (reading.kind !== 'header') throw new Error('the header is not whole')
  const ticket = openMessage({ header: reading.header, dataKey })
  const into = new Uint8Array(plaintext.length)
  return (frames) => {
    for (let opened = 0; opened < frames; opened += framesEach)
      openBody(FrameOpener.fromTicket(ticket), body, into)
  }
}

function openBody(opener: FrameOpener, body: Uint8Array, into: Uint8Array): void {
  let read = 0
  while (!opener.complete) {
    const step = opener.openNext(body.subarray(read), into)
    if (step.kind === 'more') throw new Error('the body is not whole')
    read += step.consumed
  }
}

function begin(frameLength: number) {
  const dataKey = Secret.random(32)
  const message = beginMessage({ dataKey, encryptedDataKeys: [door], context: new Map(), frameLength })
  return { message, dataKey }
}

function bareCipher(plaintext: Uint8Array, frames: number): void {
  const key = createSecretKey(randomBytes(32))
  const iv = Buffer.alloc(12)
  const aad = Buffer.alloc(72)
  for (let frame = 1; frame <= frames; frame += 1) {
    iv.writeUInt32BE(frame, 8)
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
    cipher.setAAD(aad)
    cipher.update(plaintext)
    cipher.final()
    cipher.getAuthTag()
  }
}

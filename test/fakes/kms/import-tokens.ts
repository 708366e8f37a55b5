import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { FakeError } from './fake-error.ts'

interface ImportToken {
  readonly keyArn: string
  readonly algorithm: string
  readonly privateKey: KeyObject
  readonly validTo: Date
}

/** How long a wrapping key and its token last. */
const tokenLife = 24 * 3600_000
/** Wrapping keys take seconds to make; those of a fake may serve again. */
const pairs = new Map<string, ReturnType<typeof newPair>>()

/** The wrapping keys that GetParametersForImport gave, by their tokens. */
export class ImportTokens {
  readonly #tokens = new Map<string, ImportToken>()

  create(keyArn: string, { algorithm, spec, now }: { algorithm: string; spec: string; now: Date }) {
    const pair = pairs.get(spec) ?? newPair(Number(spec.slice(4)))
    pairs.set(spec, pair)
    const token = randomBytes(256).toString('base64')
    const validTo = new Date(now.getTime() + tokenLife)
    this.#tokens.set(token, { keyArn, algorithm, privateKey: pair.privateKey, validTo })
    return { token, validTo, publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }) }
  }

  /** Throws InvalidImportTokenException, ExpiredImportTokenException. */
  take(token: Uint8Array, { keyArn, now }: { keyArn: string; now: Date }): ImportToken {
    const found = this.#tokens.get(Buffer.from(token).toString('base64'))
    if (found === undefined || found.keyArn !== keyArn) throw new FakeError('InvalidImportTokenException')
    if (found.validTo <= now) throw new FakeError('ExpiredImportTokenException')
    return found
  }
}

function newPair(modulusLength: number) {
  return generateKeyPairSync('rsa', { modulusLength })
}

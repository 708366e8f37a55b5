import type { CredentialQuestion } from '../../shared/model/connection.ts'
import { VaultError } from '../../shared/vault-error.ts'

/** Milliseconds that a question waits for a person: they may have to find the device first. */
const patience = 5 * 60_000

export interface QuestionDeskOptions {
  readonly newId: () => string
  /** A question came, was answered or is void. */
  readonly onChange: () => void
  readonly patience?: number
}

interface OpenQuestion {
  readonly shown: CredentialQuestion
  readonly settle: (code: string | VaultError) => void
}

/**
 * Questions of the main process that only a person can answer. A code of a device is good for one use, so a device has
 * one question at a time; the next one is asked once that is settled.
 */
export class QuestionDesk {
  readonly #options: QuestionDeskOptions
  readonly #open = new Map<string, OpenQuestion>()
  /** Questions that wait for another one about the same device. */
  readonly #queued = new Set<{ readonly connectionId: string; isVoid: boolean }>()
  readonly #lastOfDevice = new Map<string, Promise<unknown>>()

  constructor(options: QuestionDeskOptions) {
    this.#options = options
  }

  list(): readonly CredentialQuestion[] {
    return [...this.#open.values()].map(({ shown }) => shown)
  }

  /** The code that the person typed. Throws CANCELLED where they would rather not, KMS_CREDENTIALS_EXPIRED where nobody answers. */
  async askForCode(about: Omit<CredentialQuestion, 'id' | 'kind'>): Promise<string> {
    const { serial } = about
    const before = this.#lastOfDevice.get(serial) ?? Promise.resolve()
    const queued = { connectionId: about.connectionId, isVoid: false }
    this.#queued.add(queued)
    const answer = before.then(() => {
      this.#queued.delete(queued)
      if (queued.isVoid) throw new VaultError('CANCELLED', 'cancelled')
      return this.#ask(about)
    })
    const settled = answer.catch(() => undefined)
    this.#lastOfDevice.set(serial, settled)
    try {
      return await answer
    } finally {
      if (this.#lastOfDevice.get(serial) === settled) this.#lastOfDevice.delete(serial)
    }
  }

  /** `code` null: the person would rather not. A question that is settled already is let be. */
  answer(questionId: string, code: string | null): void {
    this.#open.get(questionId)?.settle(code ?? new VaultError('CANCELLED', 'cancelled'))
  }

  /** Every question about a connection is void: it was removed, or the app ends. */
  drop(connectionId: string): void {
    for (const queued of this.#queued) if (queued.connectionId === connectionId) queued.isVoid = true
    for (const { shown, settle } of Array.from(this.#open.values()))
      if (shown.connectionId === connectionId) settle(new VaultError('CANCELLED', 'cancelled'))
  }

  async #ask(about: Omit<CredentialQuestion, 'id' | 'kind'>): Promise<string> {
    const { newId, onChange } = this.#options
    const id = newId()
    const answered = Promise.withResolvers<string>()
    const timer = setTimeout(() => settle(unanswered(about)), this.#options.patience ?? patience)
    const settle = (code: string | VaultError): void => {
      clearTimeout(timer)
      this.#open.delete(id)
      if (typeof code === 'string') answered.resolve(code)
      else answered.reject(code)
      onChange()
    }
    this.#open.set(id, { shown: { ...about, id, kind: 'mfa' }, settle })
    onChange()
    return answered.promise
  }
}

function unanswered({ connectionName }: Omit<CredentialQuestion, 'id' | 'kind'>): VaultError {
  return new VaultError(
    'KMS_CREDENTIALS_EXPIRED',
    'nobody answered for the code of the mfa device; sign in again',
    {
      facts: { connection: connectionName },
    },
  )
}

import { Worker } from 'node:worker_threads'
import { VaultError } from '../../shared/vault-error.ts'
import type {
  CatalogAnswers,
  CatalogQuestion,
  CatalogWorkerData,
  FromCatalog,
  ToCatalog,
} from './catalog-messages.ts'

interface Asked {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: VaultError) => void
}

/** The thread that holds the catalog's file: begun by the first question, and again by the next one after it ended. */
export class CatalogThread {
  readonly #url: URL
  readonly #data: CatalogWorkerData
  readonly #asked = new Map<number, Asked>()
  #worker: Worker | null = null
  #lastId = 0

  constructor(url: URL, data: CatalogWorkerData) {
    this.#url = url
    this.#data = data
  }

  /** Throws CATALOG_UNAVAILABLE, CATALOG_NEWER_VERSION. */
  ask<Kind extends keyof CatalogAnswers>(
    kind: Kind,
    ask: CatalogAnswers[Kind]['ask'],
  ): Promise<CatalogAnswers[Kind]['answer']> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#asked.set(id, { resolve: resolve as (answer: unknown) => void, reject })
      const message: ToCatalog = { id, question: { kind, ask } as CatalogQuestion }
      this.#started().postMessage(message, [])
    })
  }

  /** Ends the thread once it has answered all it was asked. */
  async close(): Promise<void> {
    const worker = this.#worker
    if (worker === null) return
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    worker.ref()
    worker.postMessage('close', [])
    await ended
  }

  #started(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(this.#url, { workerData: this.#data, execArgv: [], env: {}, stdin: false })
    // A command-line run does not wait for it.
    worker.unref()
    worker.on('message', (message: FromCatalog) => this.#settle(message))
    worker.on('error', () => {})
    worker.once('exit', () => this.#lost())
    this.#worker = worker
    return worker
  }

  #settle(message: FromCatalog): void {
    const asked = this.#asked.get(message.id)
    this.#asked.delete(message.id)
    if ('answer' in message) return asked?.resolve(message.answer)
    const { code, message: text, facts } = message.failed
    asked?.reject(new VaultError(code, text, { facts }))
  }

  #lost(): void {
    this.#worker = null
    const asked = [...this.#asked.values()]
    this.#asked.clear()
    for (const { reject } of asked) {
      reject(new VaultError('CATALOG_UNAVAILABLE', 'the history stopped; try again'))
    }
  }
}

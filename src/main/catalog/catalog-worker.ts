import type { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { VaultError, isVaultError } from '../../shared/vault-error.ts'
import { assertNever } from '../../shared/assert-never.ts'
import type {
  CatalogAnswers,
  CatalogQuestion,
  CatalogWorkerData,
  FromCatalog,
  ToCatalog,
} from './catalog-messages.ts'
import { CatalogStore } from './catalog-store.ts'
import { answerOfKeys, isOfKeys } from './cached-keys/answer-of-keys.ts'
import { StoredKeys } from './cached-keys/stored-keys.ts'
import { answerOfCoverage, isOfCoverage } from './coverage/answer-of-coverage.ts'
import { CoverageStore } from './coverage/coverage-store.ts'
import { isDamage, openCatalog, removeSetAside } from './open-catalog.ts'

// The entry of the catalog's thread. The file is opened by the first question, and again after it failed.
let database: DatabaseSync | null = null

function opened(path: string): DatabaseSync {
  database ??= openCatalog(path, () => new Date())
  return database
}

type Answer = CatalogAnswers[keyof CatalogAnswers]['answer']

function answer(path: string, question: CatalogQuestion): Answer {
  const open = opened(path)
  if (isOfKeys(question)) return answerOfKeys(new StoredKeys(open), question)
  if (isOfCoverage(question)) return answerOfCoverage(new CoverageStore(open), question)
  const catalog = new CatalogStore(open)
  switch (question.kind) {
    case 'add':
      catalog.add(question.ask.records)
      return null
    case 'list':
      return catalog.list(question.ask)
    case 'rows':
      return catalog.rows(question.ask.ids)
    case 'knowsHeader':
      return catalog.knowsHeader(question.ask.headerHash)
    case 'clear':
      catalog.clear(question.ask.what)
      removeSetAside(path)
      return null
    default:
      return assertNever(question)
  }
}

function asVaultError(error: unknown): VaultError {
  if (isVaultError(error)) return error
  // The next question opens the file anew: a damaged one is then set aside.
  if (isDamage(error)) {
    database?.close()
    database = null
  }
  return new VaultError('CATALOG_UNAVAILABLE', 'the history cannot be read or written now', { cause: error })
}

function respond(path: string, { id, question }: ToCatalog): FromCatalog {
  try {
    return { id, answer: answer(path, question) }
  } catch (error) {
    const { code, message, facts } = asVaultError(error)
    return { id, failed: { code, message, facts } }
  }
}

if (parentPort !== null) {
  const port = parentPort
  const { path } = workerData as CatalogWorkerData
  port.on('message', (message: ToCatalog | 'close') => {
    if (message !== 'close') return port.postMessage(respond(path, message))
    database?.close()
    port.close()
  })
}

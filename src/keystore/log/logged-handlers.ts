import { plainActivity, type NewActivity } from '../../shared/model/activity.ts'
import { isVaultError, VaultError, type VaultErrorCode } from '../../shared/vault-error.ts'
import type { Answer, OperationHandlers } from '../handlers/operation-handler.ts'
import type { KeystoreOperation } from '../protocol.ts'
import type { VaultOperations } from '../vault.ts'
import type { ActivityLog } from './activity-log.ts'
import { anchorSoon } from './anchor-soon.ts'
import type { LogRule, Told } from './log-rule.ts'
import { logRules } from './log-rules.ts'
import type { StoreFollower } from './store-follower.ts'

export interface LoggedBy {
  readonly log: ActivityLog
  readonly follower: StoreFollower
  readonly vault: VaultOperations
}

type Run = (input: unknown) => Promise<Answer>
type Rule = Omit<LogRule<KeystoreOperation>, 'tell' | 'refused'> & {
  readonly refused?: (output: unknown) => VaultErrorCode | null
  readonly tell?: (input: unknown, output: unknown) => Told
}

/**
 * The operations, each with its entry in the log: an answer goes out when the entry is on the disk, and where nothing may
 * go unlogged it does not go out otherwise. The operations themselves know nothing of the log.
 */
export function loggedHandlers(
  handlers: OperationHandlers<KeystoreOperation>,
  by: LoggedBy,
): OperationHandlers<KeystoreOperation> {
  const wrapped = (Object.keys(handlers) as KeystoreOperation[]).map((name) => {
    const run = handlers[name] as Run
    const rule = logRules[name] as Rule | null
    if (rule === null) return [name, run] as const
    if (name === 'prepareLock') return [name, locking(run, rule, by)] as const
    if (rule.onlyWhile !== undefined) return [name, loggedWhile(rule.onlyWhile, run, { rule, by })] as const
    return [name, logged(run, rule, by)] as const
  })
  return Object.fromEntries(wrapped) as unknown as OperationHandlers<KeystoreOperation>
}

function logged(run: Run, rule: Rule, by: LoggedBy): Run {
  const { log, follower, vault } = by
  const isUse = rule.kind === 'use'
  return async (input) => {
    // A store that is not open is for the operation itself to refuse, whatever the log would say.
    if (rule.kind === 'change' && log.logging.refuseUnlogged && (await isOpen(vault))) log.makeRoom()
    const work = () => run(input)
    let answer: Answer
    try {
      answer = isUse ? await work() : await follower.during(work, by, rule.takesOver === true)
    } catch (error) {
      const code = isVaultError(error) ? error.code : 'INTERNAL'
      if (!(isUse && isClosed(vault, code))) await noteRefusal(by, entryOf(by, rule, { input, code }), isUse)
      throw error
    }
    const code = rule.refused?.(answer.value) ?? undefined
    const entry = entryOf(by, rule, { input, output: answer.value, ...(code === undefined ? {} : { code }) })
    try {
      await log.append(entry, { mergeable: isUse })
    } catch {
      log.noteUnlogged(1)
      if (isUse && log.logging.refuseUnlogged) {
        answer.wipe?.()
        throw new VaultError(
          'LOG_UNAVAILABLE',
          'the activity log cannot be written, so nothing was handed out',
        )
      }
    }
    return answer
  }
}

/** One after another, so that of two that are asked for at a time only the one that makes something is logged. */
function loggedWhile(
  holds: NonNullable<Rule['onlyWhile']>,
  run: Run,
  { rule, by }: { readonly rule: Rule; readonly by: LoggedBy },
): Run {
  const runLogged = logged(run, rule, by)
  let last: Promise<unknown> = Promise.resolve()
  return (input) => {
    // A store that is not open, or says nothing of it, is for the operation itself to refuse.
    const turn = last.then(async () =>
      (await by.vault.read(holds).catch(() => false)) ? runLogged(input) : run(input),
    )
    last = turn.catch(() => undefined)
    return turn
  }
}

/** The lock is in the log, and the log's end in the store, before the store is closed. */
function locking(run: Run, rule: Rule, by: LoggedBy): Run {
  return async (input) => {
    await by.log.append(entryOf(by, rule, { input })).catch(() => by.log.noteUnlogged(1))
    await anchorSoon(by.vault)
    return run(input)
  }
}

async function noteRefusal({ log }: LoggedBy, entry: NewActivity, mergeable: boolean): Promise<void> {
  await log.append(entry, { mergeable }).catch(() => log.noteUnlogged(1))
}

interface Outcome {
  readonly input: unknown
  readonly output?: unknown
  readonly code?: VaultErrorCode
}

function entryOf({ log }: LoggedBy, rule: Rule, { input, output, code }: Outcome): NewActivity {
  const told = rule.tell?.(input, output) ?? {}
  const keepsNames = log.logging.details && told.names !== undefined
  return {
    ...plainActivity,
    area: rule.area,
    what: rule.what,
    code: code ?? null,
    service: rule.area === 'keys' ? 'local' : null,
    keyId: told.keyId ?? null,
    keyMaterialId: told.keyMaterialId ?? null,
    bytes: told.bytes ?? null,
    facts: told.facts ?? {},
    details: keepsNames ? cut(told.names ?? {}) : null,
  }
}

function cut(names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([name, value]) => [name, value.slice(0, 1024)]))
}

const isOpen = (vault: VaultOperations): Promise<boolean> => vault.read(() => true).catch(() => false)

/** The store was not open: no key was asked for anything. */
function isClosed({ status }: VaultOperations, code: VaultErrorCode): boolean {
  // A seal that does not open is found while the store is open: a key was asked.
  if (code === 'KEYSTORE_DAMAGED' && status.state === 'open') return false
  return code.startsWith('KEYSTORE_') || code.startsWith('KEYCHAIN_')
}

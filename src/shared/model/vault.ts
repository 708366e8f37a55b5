import { z } from 'zod'

const olderCopy = z.strictObject({
  state: z.literal('olderCopy'),
  storeId: z.string(),
  createdAt: z.string(),
  keyCount: z.number().int().min(0),
  /** When the newest key in it was made (ISO 8601); null without keys. */
  newestKeyAt: z.string().nullable(),
  /** `changes`: so many were made after it. `anotherCopy`: another copy was opened in its place since. `unknown`: the keychain lost its note. */
  reason: z.enum(['changes', 'anotherCopy', 'unknown']),
  /** Null but for the reason `changes`. */
  changesBehind: z.number().int().min(1).nullable(),
})
/** A store that is whole and older than the one last written here. */
export type OlderCopyStatus = z.infer<typeof olderCopy>

/**
 * What opens the store: a secret in the OS keychain; that and a passphrase; a passphrase alone, with no keychain.
 * DESIGN.md section 3.
 */
export const vaultMode = z.enum(['keychain', 'keychainAndPassphrase', 'passphrase'])
export type VaultMode = z.infer<typeof vaultMode>

/** What locked it. `start`: nobody has unlocked it since the app started. */
export const lockCause = z.enum([
  'start',
  'person',
  'idle',
  'suspend',
  'screenLock',
  'userSwitch',
  'protectionChanged',
])
export type LockCause = z.infer<typeof lockCause>

/** A passphrase as typed: NFKC and UTF-8 make its bytes. Never in an answer. */
export const passphrase = z.string().min(1).max(1024)

/** What is wrong with one part of a store: the MAC says it key by key. */
export const storeFinding = z.strictObject({
  /**
   * `changed`: its records are not those that were written. `rolledBack`: they are older ones of the same key. `missing`:
   * it was deleted. `added`: it was slipped in. `store`: what belongs to no key was changed.
   */
  what: z.enum(['changed', 'rolledBack', 'missing', 'added', 'store']),
  /** Null for `store`. */
  keyId: z.string().nullable(),
  /** The name that it has in the file, unauthenticated; null where there is none. */
  alias: z.string().nullable(),
})
export type StoreFinding = z.infer<typeof storeFinding>

/** A copy of the whole store that was made here before or after a change. */
export const storeSnapshot = z.strictObject({
  /** The name of its file, which finds it again. */
  name: z.string().max(128),
  at: z.string(),
  epoch: z.number().int(),
  /** Null where it was not opened: the store is locked, or its secret is away. */
  keyCount: z.number().int().nullable(),
  /** Whether its MAC holds; null where that cannot be told now. */
  good: z.boolean().nullable(),
})
export type StoreSnapshot = z.infer<typeof storeSnapshot>

/** How the keystore stands, for the health page. Null = not known in this state. */
export const vaultHealth = z.strictObject({
  mode: vaultMode.nullable(),
  /** Names for people: the keychain that the store was made with, and the one that answers now. */
  keychainOfStore: z.string().nullable(),
  keychainNow: z.string(),
  keychainWorks: z.boolean().nullable(),
  storeId: z.string().nullable(),
  createdAt: z.string().nullable(),
  epoch: z.number().int().nullable(),
  epochInKeychain: z.number().int().nullable(),
  /** When the whole MAC was last checked, and whether it held. */
  checkedAt: z.string().nullable(),
  macHolds: z.boolean().nullable(),
  findings: z.array(storeFinding).max(1000),
  snapshots: z.array(storeSnapshot).max(200),
  /** Names of files that were set aside, never overwritten. */
  setAside: z.array(z.string()).max(200),
  /** scrypt's N of the passphrase, and the seconds that it took here last; null without a passphrase. */
  scryptN: z.number().int().nullable(),
  scryptSeconds: z.number().nullable(),
})
export type VaultHealth = z.infer<typeof vaultHealth>

/**
 * What the local keystore can do now. Only `notSetUp` ever leads to a new secret: every other state leaves the keychain
 * and the store as they are (SECURITY.md points 30 and 31).
 */
export const vaultStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('starting') }),
  /** The keychain was tested and works; there is no store yet. */
  z.strictObject({ state: z.literal('notSetUp'), keychain: z.string() }),
  z.strictObject({
    state: z.literal('open'),
    keychain: z.string(),
    storeId: z.string(),
    createdAt: z.string(),
    keyCount: z.number().int().min(0),
    mode: vaultMode,
  }),
  /** Closed until a person unlocks it. The keystore process that had it open is gone. */
  z.strictObject({
    state: z.literal('locked'),
    mode: vaultMode,
    cause: lockCause,
    /** ISO 8601. */
    at: z.string(),
    /** Wrong passphrases since the last right one, and when the next one is looked at (ISO 8601); null = now. */
    wrongTries: z.number().int().min(0),
    retryAt: z.string().nullable(),
  }),
  /** The keychain that answers is not the one that the store was made with, and holds no secret of it. */
  z.strictObject({ state: z.literal('otherKeychain'), was: z.string(), now: z.string() }),
  /** No Secret Service, no bus, or a platform without a keychain. `storeExists`: keys are there and cannot be reached. */
  z.strictObject({ state: z.literal('noKeychain'), storeExists: z.boolean(), detail: z.string() }),
  z.strictObject({ state: z.literal('keychainLocked'), storeExists: z.boolean(), detail: z.string() }),
  /** A prompt of the keychain waits for an answer, or the service hangs. */
  z.strictObject({ state: z.literal('keychainNotAnswering'), storeExists: z.boolean() }),
  /** The store exists, the keychain works, and the secret that opens the store is not in it. */
  z.strictObject({ state: z.literal('itemMissing'), storeId: z.string(), createdAt: z.string() }),
  /** `findings` say it key by key where the MAC could; `snapshot` is the newest copy whose MAC holds. */
  z.strictObject({
    state: z.literal('damaged'),
    detail: z.string(),
    findings: z.array(storeFinding).max(100),
    snapshot: storeSnapshot.nullable(),
  }),
  /**
   * Secret, seal and MAC hold, so the keys can be used, but this file is not the one that was last written here, or the
   * keychain cannot say. Opened by a person's word only: keys made after it are not in it. Nothing is changed until then.
   */
  olderCopy,
  /** The disk does not let the store be opened now: full, not writable, failing. Nothing says that the store itself is ill. */
  z.strictObject({
    state: z.literal('notReadable'),
    code: z.enum(['DISK_FULL', 'FOLDER_NOT_WRITABLE', 'DISK_FAILED']),
    detail: z.string(),
  }),
  z.strictObject({ state: z.literal('newerVersion'), version: z.number().int() }),
  z.strictObject({ state: z.literal('inUse') }),
  /** The keystore process ended. It is started again by the next call or by "Try again". */
  z.strictObject({ state: z.literal('stopped'), detail: z.string() }),
])
export type VaultStatus = z.infer<typeof vaultStatus>

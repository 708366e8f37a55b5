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
  }),
  /** No Secret Service, no bus, or a platform without a keychain. `storeExists`: keys are there and cannot be reached. */
  z.strictObject({ state: z.literal('noKeychain'), storeExists: z.boolean(), detail: z.string() }),
  z.strictObject({ state: z.literal('keychainLocked'), storeExists: z.boolean(), detail: z.string() }),
  /** A prompt of the keychain waits for an answer, or the service hangs. */
  z.strictObject({ state: z.literal('keychainNotAnswering'), storeExists: z.boolean() }),
  /** The store exists, the keychain works, and the secret that opens the store is not in it. */
  z.strictObject({ state: z.literal('itemMissing'), storeId: z.string(), createdAt: z.string() }),
  z.strictObject({ state: z.literal('damaged'), detail: z.string() }),
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

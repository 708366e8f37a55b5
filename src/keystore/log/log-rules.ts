import { errorOfStatus } from '../closed-status.ts'
import { exchangeKeyOf } from '../people/exchange-key.ts'
import type { KeystoreOperation } from '../protocol.ts'
import { keyLogRules } from './key-log-rules.ts'
import type { LogRules } from './log-rule.ts'

const access = { area: 'access', kind: 'access' } as const
const change = { area: 'access', kind: 'change' } as const

/** What a person's word opened, or asks about before it does. */
const opens: ReadonlySet<string> = new Set(['open', 'olderCopy'])

/** How every operation of the port is logged. Closed: an operation without a line here does not compile. */
export const logRules: LogRules<KeystoreOperation> = {
  ...keyLogRules,
  // Opening and keeping the store.
  status: null,
  recheck: null,
  health: null,
  check: null,
  setUp: { ...access, what: 'setUp', tell: ({ mode }) => ({ facts: { mode } }) },
  acceptOlderCopy: { ...access, what: 'acceptOlderCopy', takesOver: true },
  unlock: {
    ...access,
    what: 'unlock',
    tell: ({ passphrase }) => ({ facts: { with: passphrase === null ? 'keychain' : 'passphrase' } }),
    refused: (status) => (opens.has(status.state) ? null : errorOfStatus(status).code),
  },
  prepareLock: { ...access, what: 'lock', tell: ({ cause }) => ({ facts: { cause } }) },
  setProtection: {
    ...change,
    what: 'setProtection',
    takesOver: true,
    tell: ({ wanted }) => ({ facts: { mode: wanted.mode } }),
  },
  takeSnapshot: { ...change, what: 'takeSnapshot' },
  restoreSnapshot: { ...access, what: 'restoreSnapshot', takesOver: true },
  // What is kept for connections: the main process logs the connection.
  putSecret: null,
  getSecret: null,
  dropSecret: null,
  // Recovery kit and backups.
  listKits: null,
  kitPublicKey: null,
  adoptKit: {
    ...change,
    what: 'makeKit',
    tell: ({ kit: { kitId, form } }) => ({ facts: { kit: kitId, form } }),
  },
  noteRehearsal: { ...change, what: 'rehearseKit', tell: ({ kitId }) => ({ facts: { kit: kitId } }) },
  revokeKit: { ...change, what: 'revokeKit', tell: ({ kitId }) => ({ facts: { kit: kitId } }) },
  findBackup: null,
  writeBackup: {
    ...change,
    what: 'writeBackup',
    tell: (_input, output) =>
      output === undefined ? {} : { bytes: output.bytes, facts: { epoch: output.epoch } },
  },
  restoreBackup: {
    ...access,
    what: 'restoreBackup',
    takesOver: true,
    tell: ({ mode }) => ({ facts: { mode } }),
  },
  // Colleagues.
  ownCard: {
    ...change,
    what: 'makeExchangeKey',
    onlyWhile: (store) => exchangeKeyOf(store) === null,
    tell: (_input, output) => (output === undefined ? {} : { facts: { fingerprint: output.fingerprint } }),
  },
  exchangeKey: null,
  listColleagues: null,
  setOwnName: { ...change, what: 'setOwnName', tell: ({ name }) => ({ names: { name } }) },
  putColleague: {
    ...change,
    what: 'putColleague',
    tell: ({ name, compared, replaces }, output) => ({
      facts: {
        ...(output === undefined ? {} : { fingerprint: output.fingerprint }),
        compared: compared ? 'yes' : 'no',
        ...(replaces === null ? {} : { replaces }),
      },
      names: { name },
    }),
  },
  renameColleague: {
    ...change,
    what: 'renameColleague',
    tell: ({ colleagueId, name }) => ({ facts: { colleague: colleagueId }, names: { name } }),
  },
  removeColleague: {
    ...change,
    what: 'removeColleague',
    tell: ({ colleagueId }) => ({ facts: { colleague: colleagueId } }),
  },
  unwrapFromColleague: {
    area: 'keys',
    kind: 'use',
    what: 'OpenFromColleague',
    tell: ({ fingerprint }) => ({ facts: { fingerprint } }),
  },
  // The log itself.
  appendActivity: null,
  listActivity: null,
  checkActivity: null,
  beginActivity: null,
  anchorActivity: null,
  setLogging: null,
}

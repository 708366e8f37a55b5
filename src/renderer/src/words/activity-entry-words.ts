import type { ActivityEntry } from '../../../shared/model/activity.ts'
import { bytes, count } from '../format/bytes.ts'
import { date } from '../format/dates.ts'
import { many } from '../format/lists.ts'
import { errorText } from './errors/error-words.ts'
import { whatWords } from './activity-whats.ts'

const refusedByAws: ReadonlySet<string> = new Set(['KMS_ACCESS_DENIED', 'KMS_CREDENTIALS_REFUSED'])

/** What an entry says first: `Encrypted 12 files`, `Refused by AWS KMS`. An unknown word of a later Keyhold stands as it is. */
export function entryTitle({ what, count: amount, code }: ActivityEntry): string {
  const words = whatWords[what]
  if (code !== null && refusedByAws.has(code)) return 'Refused by AWS KMS'
  if (words === undefined) return what
  if (code !== null) return amount === 1 ? words.not : `${words.not}, ${count(amount)} times`
  return typeof words.done === 'string' ? words.done : words.done(amount)
}

/** What an entry says besides. `nameOf`: of a connection or a key, where the page knows it. */
export function entryDetail(entry: ActivityEntry, nameOf: (id: string) => string | undefined): string {
  const { what, code, bytes: size, details } = entry
  const parts: string[] = []
  if (code !== null) {
    if (refusedByAws.has(code)) parts.push(`${whatWords[what]?.act ?? what}, not allowed`)
    else if (code !== 'LOG_BROKEN') parts.push(errorText({ code, message: '', facts: {} }).title)
  }
  if (size !== null && size > 0) parts.push(bytes(size))
  const facts = Object.entries(entry.facts).filter(([name]) => code === null || name !== 'with')
  parts.push(...facts.flatMap(([name, value]) => factWords(name, value, nameOf)))
  if (details !== null) parts.push(...Object.values(details))
  return parts.join(', ')
}

const causes: Readonly<Record<string, string>> = {
  start: 'When Keyhold started',
  person: 'By hand',
  idle: 'Idle',
  suspend: 'The computer went to sleep',
  screenLock: 'The screen was locked',
  userSwitch: 'Another user came',
  protectionChanged: 'The protection was changed',
  missing: 'The former one is gone',
  damaged: 'The former one is damaged and was kept',
  newerVersion: 'The former one is of a newer Keyhold and was kept',
  broken: 'The former one was changed and was kept',
  cut: 'The end of the former one is missing; it was kept',
}

const modes: Readonly<Record<string, string>> = {
  keychain: 'Keychain',
  keychainAndPassphrase: 'Keychain and passphrase',
  passphrase: 'Passphrase',
}

const settingNames: Readonly<Record<string, string>> = {
  onSuspend: 'On sleep',
  onScreenLock: 'On screen lock',
  onUserSwitch: 'On user switch',
  atStart: 'At start',
  logDetails: 'Names kept',
  refuseUnlogged: 'Refuse what cannot be logged',
}

const sessions: Readonly<Record<string, string>> = {
  begin: 'For opening files, until it is ended',
  end: 'Ended',
}

const openers: Readonly<Record<string, string>> = {
  recovery: 'With a recovery kit',
  colleague: 'As sent by a colleague',
}

type Words = (value: string | number, nameOf: (id: string) => string | undefined) => string | undefined

/** What a fact says. One that is not here says nothing to a person: it stands in the export. */
const factTable: Readonly<Record<string, Words>> = {
  cause: (value) => causes[value],
  with: (value) => (value === 'passphrase' ? 'Passphrase' : 'Keychain'),
  mode: (value) => modes[value],
  days: (value) => `In ${many(Number(value), 'day')}`,
  periodDays: (value) => (value === 'off' ? 'Turned off' : `Every ${many(Number(value), 'day')}`),
  doors: (value) => many(Number(value), 'door'),
  connection: (value, nameOf) => nameOf(String(value)),
  account: (value) => `Account ${value}`,
  region: String,
  spec: String,
  algorithm: String,
  validTo: (value) => `Until ${date(String(value))}`,
  from: (value, nameOf) => nameOf(String(value)),
  set: (value) => (value === 0 ? undefined : `${value} set`),
  removed: (value) => (value === 0 ? undefined : `${value} removed`),
  purgedCopies: (value) => (value === 0 ? undefined : many(Number(value), 'copy purged', 'copies purged')),
  count: (value) => many(Number(value), 'operation is not in the log', 'operations are not in the log'),
  idleMinutes: (value) =>
    value === 'never' ? 'Never when idle' : `Idle for ${many(Number(value), 'minute')}`,
  kit: (value) => `Kit ${value}`,
  session: (value) => sessions[value],
  opened: (value) => (value === 0 ? 'Nothing opened' : `${many(Number(value), 'data key')} opened`),
  by: (value) => openers[value],
  compared: (value) => (value === 'yes' ? 'Fingerprint compared' : 'Fingerprint not compared'),
  at: (value) => `Entry ${count(Number(value))}`,
}

function factWords(
  name: string,
  value: string | number,
  nameOf: (id: string) => string | undefined,
): string[] {
  const setting = settingNames[name]
  if (setting !== undefined) return [`${setting}: ${value}`]
  const said = factTable[name]?.(value, nameOf)
  return said === undefined ? [] : [said]
}

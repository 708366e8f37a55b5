import type { ActivityCheck } from '../../../shared/model/activity.ts'
import { count } from '../format/bytes.ts'
import { date, moment } from '../format/dates.ts'
import { many } from '../format/lists.ts'

/** Words of the Activity page. */
export const activityText = {
  title: 'Activity',
  sub: (total: number, since: string | null) =>
    since === null
      ? many(total, 'entry', 'entries')
      : `${many(total, 'entry', 'entries')} since ${date(since)}`,
  export: 'Export',
  exportAs: { jsonLines: 'JSON Lines…', csv: 'CSV…' },
  exportNote: 'Writes what is shown: the search and the choice beside it count.',
  exported: (name: string, entries: number) => `${many(entries, 'entry', 'entries')} written to ${name}`,
  notExported: 'The log was not written to a file',
  verify: 'Verify again',
  verifying: 'Checking every entry…',
  notVerified: 'The log was not checked',
  search: 'Search the log',
  searchHint: 'Search',
  show: 'Show',
  shows: {
    everything: 'Everything',
    files: 'Files',
    keys: 'Keys',
    access: 'Access',
    refused: 'Refused',
  },
  columns: { number: 'No.', time: 'Time', what: 'What', detail: 'Detail', key: 'Key', hash: 'Hash chain' },
  log: 'Log',
  nothing: 'Nothing yet',
  nothingText: 'What you do here is written down and chained.',
  noMatch: (search: string) => (search === '' ? 'No entry of this kind.' : `No entry matches “${search}”.`),
  clear: 'Clear search',
  noKey: '–',
  doubtful: 'Not to be relied on',
  before: (hash: string) => `The entry before: ${hash}`,
  hashOf: (hash: string, before: string | null) =>
    before === null ? `Hash ${hash}` : `Hash ${hash}\nBefore it ${before}`,
  first: 'The first entry',
  notListed: 'The log cannot be shown now',
  reading: 'Reading the log…',
  newLog: 'Begin a new log…',
  newLogTitle: 'Begin a new log?',
  newLogText:
    'This log is kept as it is, under another name, in the folder of the key store. The new one says in its first entry why it begins.',
  newLogDo: 'Begin a new log',
  newLogKeep: 'Leave it as it is',
  notBegun: 'No new log was begun',
  shown: 'What the chain shows and what it cannot',
  shows1:
    'An entry that was changed, removed, added or moved is found, and an end that was cut off, for as long as the key of your store vouches for the log. The store itself remembers where the log ended: at each change of it, every ten minutes in which its keys were used, when it is locked, and when Keyhold ends.',
  shows2:
    'After a crash, what was written since that point can be cut off unseen by someone who puts an earlier file of the log back. Where a passphrase alone opens the store, an earlier log and an earlier store put back together look whole. Someone who can use your unlocked store, or who removes the log and the store together, can write another log that looks whole. Times are those of this computer’s clock.',
  shows3:
    'By default no name of a file, no alias and no value of an encryption context is in it. Key names come from your list of keys.',
} as const

interface BannerWords {
  readonly title: string
  readonly text: string
}

/** What the banner says of a check. */
export function checkWords(check: ActivityCheck, now: Date): BannerWords {
  const checked = `Checked ${moment(check.at, now)}.`
  const gap = check.unlogged === 0 ? '' : ` ${many(check.unlogged, 'operation')} could not be written down.`
  switch (check.standing) {
    case 'whole':
      return {
        title: 'The log is whole',
        text: `${chained(check.entries)} ${checked}${gap}`,
      }
    case 'unvouched':
      return {
        title: 'The chain holds, and nobody vouches for its end yet',
        text: `${chained(check.entries)} Only your store’s key can say that nothing is missing: unlock it. ${checked}${gap}`,
      }
    case 'broken':
      return {
        title: `The log was changed at entry ${count(check.brokenAt ?? 0)}`,
        text: `Entry ${count(check.brokenAt ?? 0)} does not fit the one before it, or is not the one that your store vouches for. Do not rely on entries from there on. ${checked}`,
      }
    case 'cut':
      return {
        title: 'The log’s end is missing',
        text: `Your store vouches for entry ${count(check.cutAt ?? 0)}, and this log does not have it: its end was cut off, or an older log or another one was put in its place. ${checked}`,
      }
  }
}

const chained = (entries: number): string =>
  entries < 2
    ? many(entries, 'entry is', 'entries are') + ' in it.'
    : `Every entry from 1 to ${count(entries)} carries the hash of the one before it.`

/** Words of the log's part of Settings. */
export const logSettingsText = {
  title: 'Activity log',
  intro: 'What is done with keys and files is written down and chained, entry by entry.',
  details: 'Keep names and context in the log',
  detailsNote:
    'Names of files, aliases and pairs of encryption contexts. Entries that are there stay as they are.',
  refuse: 'Refuse what cannot be logged',
  refuseNote:
    'While the log cannot be written, keys of this computer are not used or changed. Turned off, work goes on, and the log says later how much is missing.',
} as const

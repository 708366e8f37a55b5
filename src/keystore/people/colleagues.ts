import type { DatabaseSync } from 'node:sqlite'
import { VaultError } from '../../shared/vault-error.ts'
import type { KeystoreInput } from '../protocol.ts'
import type { StoredColleague } from '../protocol/people-operations.ts'
import { randomUuid } from '../random-ids.ts'
import type { OpenStore } from '../store/open-store.ts'
import type { ColleagueRecord } from '../store/store-rows.ts'
import { exchangeKeyOf } from './exchange-key.ts'
import { checkExchangeKey } from './exchange-public-key.ts'
import { isSameName, personName } from './person-name.ts'

/** As many as a person looks through, and no more. */
export const mostColleagues = 200

/** In the order in which they came. */
export function listColleagues({ rows }: Pick<OpenStore, 'rows'>): StoredColleague[] {
  return rows.colleagues.map(storedColleague)
}

/**
 * Takes in a colleague's card. One whose key is here already keeps its place, and stays compared. `replaces` is the
 * colleague whose key it takes the place of; the former fingerprint is kept. Throws CARD_INVALID, CARD_CHANGED where the
 * name is known with another key and nobody said that it is replaced, COLLEAGUE_NOT_FOUND, KEY_NAME_INVALID,
 * KEY_LIMIT_REACHED; the store is then as it was.
 */
export async function putColleague(
  store: OpenStore,
  { replaces, ...card }: KeystoreInput<'putColleague'>,
): Promise<StoredColleague> {
  const name = personName(card.name)
  const key = checkExchangeKey(card.publicKey)
  if (exchangeKeyOf(store)?.fingerprint === key.fingerprint)
    throw new VaultError('CARD_INVALID', 'this card is the own one of this keystore', { facts: { own: 1 } })
  const known = store.rows.colleagues
  const before = placeOf(known, { fingerprint: key.fingerprint, replaces })
  const namesake = known.find((each) => isSameName(each.name, name))
  if (namesake !== undefined && namesake.colleagueId !== before?.colleagueId) throw changed(namesake)
  if (before === undefined && known.length >= mostColleagues)
    throw new VaultError('KEY_LIMIT_REACHED', 'these are too many colleagues for one key store', {
      facts: { limit: mostColleagues },
    })
  const isNewKey = before?.fingerprint !== key.fingerprint
  const record: ColleagueRecord = {
    colleagueId: before?.colleagueId ?? randomUuid(store.random),
    name,
    ...key,
    addedAt: before !== undefined && !isNewKey ? before.addedAt : store.now().toISOString(),
    compared: card.compared || (before?.compared === 1 && !isNewKey) ? 1 : 0,
    formerFingerprint:
      before === undefined || !isNewKey ? (before?.formerFingerprint ?? null) : before.fingerprint,
  }
  await store.change((database) => writeColleague(database, record))
  return storedColleague(record)
}

/** Throws COLLEAGUE_NOT_FOUND, KEY_NAME_INVALID, COLLEAGUE_NAME_TAKEN. */
export async function renameColleague(
  store: OpenStore,
  { colleagueId, name: text }: KeystoreInput<'renameColleague'>,
): Promise<void> {
  const name = personName(text)
  const known = store.rows.colleagues
  found(known, colleagueId)
  const namesake = known.find((each) => isSameName(each.name, name))
  if (namesake !== undefined && namesake.colleagueId !== colleagueId)
    throw new VaultError('COLLEAGUE_NAME_TAKEN', 'there is a colleague of this name already', {
      facts: { name: namesake.name },
    })
  await store.change((database) =>
    database.prepare('UPDATE colleagues SET name = ? WHERE colleague_id = ?').run(name, colleagueId),
  )
}

/** New files get their door no more; old files keep it. Throws COLLEAGUE_NOT_FOUND. */
export async function removeColleague(store: OpenStore, colleagueId: string): Promise<void> {
  found(store.rows.colleagues, colleagueId)
  await store.change((database) =>
    database.prepare('DELETE FROM colleagues WHERE colleague_id = ?').run(colleagueId),
  )
}

/** The colleague whose place a card takes: who has this key, or who is replaced. */
function placeOf(
  known: readonly ColleagueRecord[],
  { fingerprint, replaces }: { readonly fingerprint: string; readonly replaces: string | null },
): ColleagueRecord | undefined {
  const holder = known.find((each) => each.fingerprint === fingerprint)
  if (replaces === null) return holder
  const replaced = found(known, replaces)
  if (holder !== undefined && holder !== replaced)
    throw new VaultError('INVALID_REQUEST', 'this key is the one of another colleague')
  return replaced
}

function found(known: readonly ColleagueRecord[], colleagueId: string): ColleagueRecord {
  const record = known.find((each) => each.colleagueId === colleagueId)
  if (record === undefined)
    throw new VaultError('COLLEAGUE_NOT_FOUND', 'the card of this colleague is not here')
  return record
}

function changed({ name }: ColleagueRecord): VaultError {
  return new VaultError('CARD_CHANGED', 'somebody of this name is here with another key', { facts: { name } })
}

function writeColleague(database: DatabaseSync, record: ColleagueRecord): void {
  database
    .prepare(
      `INSERT OR REPLACE INTO colleagues (colleague_id, name, fingerprint, public_key, added_at, compared,
        former_fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      record.colleagueId,
      record.name,
      record.fingerprint,
      record.publicKey,
      record.addedAt,
      record.compared,
      record.formerFingerprint,
    )
}

function storedColleague({ compared, publicKey, ...record }: ColleagueRecord): StoredColleague {
  return { ...record, compared: compared === 1, publicKey: new Uint8Array(publicKey) }
}

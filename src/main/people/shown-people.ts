import type { StoredColleague } from '../../keystore/protocol/people-operations.ts'
import { isSameName } from '../../keystore/people/person-name.ts'
import type { Colleague, ReadCard } from '../../shared/model/people.ts'
import type { Card } from './card-text.ts'

/** A fingerprint as two people compare it: 16 groups of four digits. */
export function groupedFingerprint(fingerprint: string): string {
  return fingerprint.match(/.{4}/g)?.join(' ') ?? fingerprint
}

/** A colleague as the page shows them. */
export function shownColleague({ publicKey: _key, ...person }: StoredColleague): Colleague {
  const { fingerprint, formerFingerprint } = person
  return {
    ...person,
    fingerprint: groupedFingerprint(fingerprint),
    formerFingerprint: formerFingerprint && groupedFingerprint(formerFingerprint),
  }
}

/** What a card means beside those that are here. `ownFingerprint`: of this keystore's exchange key; null = there is none. */
export function standingOf(
  { name, fingerprint }: Card,
  known: readonly StoredColleague[],
  ownFingerprint: string | null,
): { readonly standing: ReadCard['standing']; readonly colleague: StoredColleague | null } {
  if (fingerprint === ownFingerprint) return { standing: 'own', colleague: null }
  const holder = known.find((each) => each.fingerprint === fingerprint)
  if (holder !== undefined) return { standing: 'known', colleague: holder }
  const namesake = known.find((each) => isSameName(each.name, name))
  return namesake === undefined
    ? { standing: 'new', colleague: null }
    : { standing: 'changed', colleague: namesake }
}

import type { KeyRow } from '../../../shared/model/key.ts'
import type { Colleague } from '../../../shared/model/people.ts'
import { findKeys } from '../keys/find-keys.ts'

/** What is offered to encrypt to, in the groups of the picker. */
export interface KeyOptions {
  readonly here: readonly KeyRow[]
  readonly aws: readonly KeyRow[]
  readonly people: readonly Colleague[]
  /** Keys and colleagues that fit and are not shown, so that the list stays short. */
  readonly hidden: number
}

const atMost = 40

/** The keys that may encrypt and the colleagues, as far as they fit the search, at most 40 in all. */
export function keyOptions(
  keys: readonly KeyRow[],
  search: string,
  colleagues: readonly Colleague[] = [],
): KeyOptions {
  const fit = findKeys(
    keys.filter((key) => key.canEncrypt),
    search,
  )
  const fitting = findPeople(colleagues, search)
  const here = fit.filter((key) => key.ref.service === 'local').slice(0, atMost)
  // Keys of AWS may be thousands: they leave colleagues some room.
  const people = fitting.slice(0, atMost - here.length)
  const aws = fit.filter((key) => key.ref.service === 'aws').slice(0, atMost - here.length - people.length)
  const hidden = fit.length + fitting.length - here.length - aws.length - people.length
  return { here, aws, people, hidden }
}

function findPeople(people: readonly Colleague[], search: string): readonly Colleague[] {
  const wanted = search.normalize('NFKC').toLowerCase().trim()
  const fit = people.filter(({ name }) => name.normalize('NFKC').toLowerCase().includes(wanted))
  return fit.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

import type { Colleague, OwnCard, ReadCard } from '../../../../src/shared/model/people.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import type { Answers } from './answers.ts'
import { minutesAgo } from './data.ts'
import type { World } from './world.ts'

/** Made up, and as long as the real ones. */
const printOf = (seed: number): string =>
  Array.from({ length: 16 }, (_, group) =>
    ((seed * 7919 + group * 104_729) % 65_536).toString(16).padStart(4, '0'),
  ).join(' ')

const person = (name: string, seed: number, more: Partial<Colleague> = {}): Colleague => ({
  colleagueId: `colleague-${seed}`,
  name,
  fingerprint: printOf(seed),
  addedAt: minutesAgo(seed * 1440),
  compared: true,
  formerFingerprint: null,
  ...more,
})

/** Whose cards are here in the scenario `people`. */
export const colleagues: readonly Colleague[] = [
  person('Mira Lind', 3),
  person('Jonas Okafor', 11, { compared: false }),
  person('Dr. Anneliese von Hohenstein-Wittgenstein', 12),
  person('Sam Ito', 21, { compared: false, formerFingerprint: printOf(20) }),
]

const own: OwnCard = {
  name: 'Ada Larsen',
  fingerprint: printOf(5),
  text: `KEYHOLD-CARD-1:${printOf(5).replaceAll(' ', '')}:QWRhIExhcnNlbg:${'MIIBojANBgkqhkiG9w0BAQEF'.repeat(23)}`,
}

const cards: Readonly<Record<string, Omit<ReadCard, 'cardId'>>> = {
  new: { name: 'Noor Haddad', fingerprint: printOf(40), standing: 'new', colleague: null },
  changed: {
    name: 'Mira Lind',
    fingerprint: printOf(41),
    standing: 'changed',
    colleague: colleagues[0] ?? null,
  },
}

/** What the double answers about colleagues: none, but in the scenario `people`. The card that is read: `globalThis.nextCard`. */
export function peopleAnswers(world: World) {
  const list = () => ({ colleagues: [...(world.now().people ?? [])] })
  const change = (changed: (all: readonly Colleague[]) => readonly Colleague[]) => {
    world.change({ people: changed(world.now().people ?? []) })
    return list()
  }
  let card = own
  return {
    'people.ownCard': () => card,
    'people.setOwnName': ({ name }) => {
      card = { ...card, name }
      return card
    },
    'people.saveOwnCard': () => ({ savedAs: 'Ada Larsen.keyhold-card' }),
    'people.list': list,
    'people.readCard': () => {
      const wanted = (globalThis as { nextCard?: string }).nextCard ?? 'new'
      const read = cards[wanted]
      if (read === undefined) throw new VaultError('CARD_INVALID', 'this is not the card of a colleague')
      return { cardId: wanted, ...read }
    },
    'people.add': ({ cardId, name, compared, replaces }) => {
      const read = cards[cardId]
      const formerFingerprint = replaces === null ? null : printOf(3)
      const added = person(name, 40, { compared, formerFingerprint, fingerprint: read?.fingerprint ?? '' })
      return change((all) => [...all.filter((each) => each.colleagueId !== replaces), added])
    },
    'people.markCompared': ({ colleagueId }) =>
      change((all) =>
        all.map((each) => (each.colleagueId === colleagueId ? { ...each, compared: true } : each)),
      ),
    'people.rename': ({ colleagueId, name }) =>
      change((all) => all.map((each) => (each.colleagueId === colleagueId ? { ...each, name } : each))),
    'people.remove': ({ colleagueId }) =>
      change((all) => all.filter((each) => each.colleagueId !== colleagueId)),
  } satisfies Partial<Answers>
}

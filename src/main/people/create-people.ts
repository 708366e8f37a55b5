import { randomUUID } from 'node:crypto'
import type { StoredColleague } from '../../keystore/protocol/people-operations.ts'
import type { HandlersOf } from '../../shared/handlers-of.ts'
import type { OwnCard } from '../../shared/model/people.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { KeyFiles } from '../key-admin/files/key-files.ts'
import type { KeystoreCalls } from '../keys/keystore/keystore-calls.ts'
import { cardText, longestCard, parseCard, type Card } from './card-text.ts'
import { HeldCards } from './held-cards.ts'
import { groupedFingerprint, shownColleague, standingOf } from './shown-people.ts'

export interface PeopleOptions {
  readonly keystore: Pick<KeystoreCalls, 'call'>
  readonly files: Pick<KeyFiles, 'read' | 'place'>
  /** The own name until the person sets one: such as that of the account. */
  readonly nameIfNone: string
}

/** The calls of `people.*`: the keystore holds keys and cards, files come from the system's dialogs alone. */
export function createPeople({ keystore, files, nameIfNone }: PeopleOptions): HandlersOf<'people'> {
  const held = new HeldCards(randomUUID)
  const own = async (): Promise<Card> => keystore.call('ownCard', { nameIfNone })
  const known = async (): Promise<readonly StoredColleague[]> => keystore.call('listColleagues', {})
  const list = async () => ({ colleagues: (await known()).map(shownColleague) })
  return {
    'people.ownCard': async () => shownOwn(await own()),
    'people.setOwnName': async ({ name }) => {
      await keystore.call('setOwnName', { name })
      return shownOwn(await own())
    },
    'people.saveOwnCard': async () => {
      const card = await own()
      const place = await files.place('Save your card', `${fileName(card.name)}.keyhold-card`)
      if (place === null) return null
      return { savedAs: await place.write(new TextEncoder().encode(`${cardText(card)}\n`)) }
    },
    'people.list': list,
    'people.readCard': async ({ text }) => {
      const given = text ?? (await textOfFile(files))
      if (given === null) return null
      const card = parseCard(given)
      const exchange = await keystore.call('exchangeKey', {})
      const { standing, colleague } = standingOf(card, await known(), exchange && exchange.fingerprint)
      return {
        cardId: held.hold(card),
        name: card.name,
        fingerprint: groupedFingerprint(card.fingerprint),
        standing,
        colleague: colleague && shownColleague(colleague),
      }
    },
    'people.add': async ({ cardId, name, compared, replaces }) => {
      const { publicKey } = held.find(cardId)
      await keystore.call('putColleague', { name, publicKey, compared, replaces })
      held.drop(cardId)
      return list()
    },
    'people.markCompared': async ({ colleagueId, fingerprint }) => {
      const person = (await known()).find((each) => each.colleagueId === colleagueId)
      if (person === undefined)
        throw new VaultError('COLLEAGUE_NOT_FOUND', 'the card of this colleague is not here')
      const { name, publicKey } = person
      if (groupedFingerprint(person.fingerprint) !== fingerprint)
        throw new VaultError('CARD_CHANGED', 'this colleague has another key by now', { facts: { name } })
      await keystore.call('putColleague', { name, publicKey, compared: true, replaces: null })
      return list()
    },
    'people.rename': async (input) => {
      await keystore.call('renameColleague', input)
      return list()
    },
    'people.remove': async (input) => {
      await keystore.call('removeColleague', input)
      return list()
    },
  }
}

function shownOwn(card: Card): OwnCard {
  return { name: card.name, fingerprint: groupedFingerprint(card.fingerprint), text: cardText(card) }
}

async function textOfFile(files: Pick<KeyFiles, 'read'>): Promise<string | null> {
  const chosen = await files.read('Choose the card of a colleague', longestCard)
  if (chosen === null) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(chosen.bytes)
  } catch (cause) {
    throw new VaultError('CARD_INVALID', 'this file is not the card of a colleague', { cause })
  }
}

/** A name as a file may have it on each system. */
function fileName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '').replaceAll(/^[. ]+|[. ]+$/gu, '')
  return plain === '' ? 'my card' : plain
}

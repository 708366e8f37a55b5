import { VaultError } from '../../shared/vault-error.ts'
import type { OpenStore } from '../store/open-store.ts'
import type { VaultOperations } from '../vault.ts'
import { exchangeKeyOf, keepExchangePair, makeExchangePair, type ExchangePair } from './exchange-key.ts'
import type { ExchangePublicKey } from './exchange-public-key.ts'
import { noteOf, writeNote } from './notes.ts'
import { personName } from './person-name.ts'

const ownNameNote = 'people/own-name'

/** What this keystore's card says. */
export interface OwnCardFacts extends ExchangePublicKey {
  readonly name: string
}

/**
 * The own name and the public half of the exchange key, which is made where there is none. `nameIfNone` is used until the
 * person sets a name. Throws KEY_NAME_INVALID.
 */
export async function ownCard(
  vault: Pick<VaultOperations, 'read' | 'change'>,
  { nameIfNone, makePair = makeExchangePair }: { nameIfNone: string; makePair?: () => Promise<ExchangePair> },
): Promise<OwnCardFacts> {
  const usual = personName(nameIfNone)
  const kept = await vault.read((store) => factsOf(store, usual))
  if (kept !== null) return kept
  // Made before the store's turn comes: nothing else waits for it.
  const pair = await makePair()
  try {
    return await vault.change(async (store) => {
      await keepExchangePair(store, pair)
      const made = factsOf(store, usual)
      if (made === null) throw new VaultError('INTERNAL', 'the exchange key was not kept')
      return made
    })
  } finally {
    pair.privateKey.wipe()
  }
}

/** Throws KEY_NAME_INVALID. */
export async function setOwnName(store: OpenStore, text: string): Promise<void> {
  const name = personName(text)
  if (noteOf(store.rows, ownNameNote) === name) return
  await store.change((database) => writeNote(database, ownNameNote, name))
}

function factsOf(store: OpenStore, usual: string): OwnCardFacts | null {
  const key = exchangeKeyOf(store)
  return key && { name: noteOf(store.rows, ownNameNote) ?? usual, ...key }
}

import { VaultError } from '../../shared/vault-error.ts'
import type { Card } from './card-text.ts'

const mostHeld = 8

/** Cards that were read and not yet taken in, by an id that the page knows them by. The oldest give way to new ones. */
export class HeldCards {
  readonly #newId: () => string
  readonly #cards = new Map<string, Card>()

  constructor(newId: () => string) {
    this.#newId = newId
  }

  hold(card: Card): string {
    const id = this.#newId()
    this.#cards.set(id, card)
    const [oldest] = this.#cards.keys()
    if (this.#cards.size > mostHeld && oldest !== undefined) this.#cards.delete(oldest)
    return id
  }

  /** Throws CARD_INVALID for a card that is held no more. */
  find(id: string): Card {
    const card = this.#cards.get(id)
    if (card === undefined)
      throw new VaultError('CARD_INVALID', 'this card is not held any more; read it again')
    return card
  }

  drop(id: string): void {
    this.#cards.delete(id)
  }
}

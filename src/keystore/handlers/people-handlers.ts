import { listColleagues, putColleague, removeColleague, renameColleague } from '../people/colleagues.ts'
import { exchangeKeyOf, unwrapWithExchangeKey } from '../people/exchange-key.ts'
import { ownCard, setOwnName } from '../people/own-card.ts'
import type { peopleOperations } from '../protocol/people-operations.ts'
import type { VaultOperations } from '../vault.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** The exchange key, and the cards of colleagues. */
export function peopleHandlers(vault: VaultOperations): OperationHandlers<keyof typeof peopleOperations> {
  return {
    ownCard: async ({ nameIfNone }) => ({ value: await ownCard(vault, { nameIfNone }) }),
    exchangeKey: async () => {
      const key = await vault.read(exchangeKeyOf)
      return { value: key && { fingerprint: key.fingerprint } }
    },
    setOwnName: async ({ name }) => {
      await vault.change((store) => setOwnName(store, name))
      return { value: {} }
    },
    listColleagues: async () => ({ value: await vault.read(listColleagues) }),
    putColleague: async (card) => ({ value: await vault.change((store) => putColleague(store, card)) }),
    renameColleague: async (input) => {
      await vault.change((store) => renameColleague(store, input))
      return { value: {} }
    },
    removeColleague: async ({ colleagueId }) => {
      await vault.change((store) => removeColleague(store, colleagueId))
      return { value: {} }
    },
    unwrapFromColleague: async (input) => {
      const dataKey = await vault.read((store) => unwrapWithExchangeKey(store, input))
      return { value: { dataKey }, wipe: () => dataKey.fill(0) }
    },
  }
}

import { useMutation, useQuery } from '@tanstack/react-query'
import type { CallInput } from '../../../shared/contract.ts'
import type { Colleague } from '../../../shared/model/people.ts'
import { call } from '../data/call.ts'
import { queryClient } from '../data/query-client.ts'

const list = ['people.list']
const own = ['people.ownCard']

/** Whose cards are here. */
export const usePeople = () =>
  useQuery({ queryKey: list, queryFn: async () => (await call('people.list', {})).colleagues })

/** The card of this keystore. Its key is made the first time it is asked for, so only the section People asks. */
export const useOwnCard = () =>
  useQuery({ queryKey: own, queryFn: async () => await call('people.ownCard', {}) })

const take = ({ colleagues }: { readonly colleagues: Colleague[] }) => {
  queryClient.setQueryData(list, colleagues)
}

/** Takes in a card that was read. */
export const useAddColleague = () =>
  useMutation({
    mutationFn: async (input: CallInput<'people.add'>) => await call('people.add', input),
    onSuccess: take,
  })

/** The person compared the fingerprint of a colleague whose card is here. */
export const useMarkCompared = () =>
  useMutation({
    mutationFn: async (input: CallInput<'people.markCompared'>) => await call('people.markCompared', input),
    onSuccess: take,
  })

export const useRenameColleague = () =>
  useMutation({
    mutationFn: async (input: CallInput<'people.rename'>) => await call('people.rename', input),
    onSuccess: take,
  })

export const useRemoveColleague = () =>
  useMutation({
    mutationFn: async (colleagueId: string) => await call('people.remove', { colleagueId }),
    onSuccess: take,
  })

export const useSetOwnName = () =>
  useMutation({
    mutationFn: async (name: string) => await call('people.setOwnName', { name }),
    onSuccess: (card) => {
      queryClient.setQueryData(own, card)
    },
  })

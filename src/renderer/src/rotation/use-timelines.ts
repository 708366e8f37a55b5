import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Timeline } from '../../../shared/model/coverage.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { call } from '../data/call.ts'
import { refId } from '../data/key-ref.ts'

/** The materials of the keys that are on the screen, by `refId`, from the cache: it asks AWS for nothing. */
export function useTimelines(rows: readonly KeyRow[]): ReadonlyMap<string, Timeline> {
  const refs = rows.map(({ ref }) => ref)
  const { data } = useQuery({
    queryKey: ['rotation.timelines', refs.map(refId)],
    queryFn: async () => (await call('rotation.timelines', { refs })).timelines,
    enabled: refs.length > 0,
    placeholderData: keepPreviousData,
  })
  return new Map((data ?? []).map((timeline) => [refId(timeline.ref), timeline]))
}

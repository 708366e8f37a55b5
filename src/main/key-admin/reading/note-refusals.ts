import { awsKeyRef } from '../../../shared/model/key.ts'
import type { Refusals } from './refusals.ts'

type AnyHandler = (input: unknown) => unknown

/** The same handlers, whose refusals by AWS are remembered for the key that their input names. */
export function noteRefusals<Handlers extends object>(refusals: Refusals, handlers: Handlers): Handlers {
  const noted = Object.entries(handlers as Record<string, AnyHandler>).map(([name, handle]) => {
    const handleNoted: AnyHandler = (input) => {
      const ref = refIn(input)
      return ref === null ? handle(input) : refusals.noted(ref, () => handle(input))
    }
    return [name, handleNoted] as const
  })
  return Object.fromEntries(noted) as Handlers
}

function refIn(input: unknown) {
  if (typeof input !== 'object' || input === null || !('ref' in input)) return null
  return awsKeyRef.safeParse(input.ref).data ?? null
}

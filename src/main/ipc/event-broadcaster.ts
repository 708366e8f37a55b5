import { keyholdEvent, type KeyholdEvent } from '../../shared/contract.ts'
import type { Batch, JobRow } from '../../shared/model/job.ts'

type JobsEvent = Extract<KeyholdEvent, { type: 'jobs' }>
type Timer = ReturnType<typeof setTimeout>

export interface EventBroadcasterOptions {
  /** Sends to the page; does nothing where there is none. */
  readonly send: (event: KeyholdEvent) => void
  readonly report: (line: string) => void
  readonly setTimer: (run: () => void, milliseconds: number) => Timer
}

/** At most ten events of a kind a second (SECURITY.md point 24). */
const shortestGap = 100
/** While thousands of keys are read the page asks for them after each of these, and has to show them too. */
const gaps: Partial<Record<KeyholdEvent['type'], number>> = { keys: 500, connections: 500 }
const mostRows = 1000

/**
 * The one way of telling the page something unasked. Events of one kind that come faster than ten a second are merged:
 * the newest state of every row and batch arrives, and always the last one. Menu commands are sent as they come.
 */
export class EventBroadcaster {
  readonly #options: EventBroadcasterOptions
  readonly #waiting = new Map<KeyholdEvent['type'], KeyholdEvent>()
  readonly #resting = new Set<KeyholdEvent['type']>()

  constructor(options: EventBroadcasterOptions) {
    this.#options = options
  }

  broadcast(event: KeyholdEvent): void {
    if (event.type === 'command') {
      this.#send(event)
      return
    }
    const earlier = this.#waiting.get(event.type)
    this.#waiting.set(event.type, merged(earlier, event))
    if (!this.#resting.has(event.type)) this.#flush(event.type)
  }

  #flush(type: KeyholdEvent['type']): void {
    const event = this.#waiting.get(type)
    this.#resting.delete(type)
    if (event === undefined) return
    const { now, later } = split(event)
    if (later === undefined) this.#waiting.delete(type)
    else this.#waiting.set(type, later)
    this.#send(now)
    this.#resting.add(type)
    this.#options.setTimer(() => this.#flush(type), gaps[type] ?? shortestGap)
  }

  #send(event: KeyholdEvent): void {
    const checked = keyholdEvent.safeParse(event)
    if (checked.success) this.#options.send(checked.data)
    else this.#options.report(`an event of kind ${event.type} is not what the contract says`)
  }
}

function merged(earlier: KeyholdEvent | undefined, event: KeyholdEvent): KeyholdEvent {
  if (earlier?.type !== 'jobs' || event.type !== 'jobs') return event
  return {
    type: 'jobs',
    batches: newestOf<Batch>(earlier.batches, event.batches),
    rows: newestOf<JobRow>(earlier.rows, event.rows),
  }
}

function newestOf<T extends { readonly id: string }>(earlier: readonly T[], later: readonly T[]): T[] {
  const byId = new Map(earlier.map((each) => [each.id, each]))
  for (const each of later) byId.set(each.id, each)
  return [...byId.values()]
}

/** A jobs event of bounded size, and what is left of it for the next one. */
function split(event: KeyholdEvent): { now: KeyholdEvent; later: JobsEvent | undefined } {
  if (event.type !== 'jobs' || event.rows.length <= mostRows) return { now: event, later: undefined }
  return {
    now: { ...event, rows: event.rows.slice(0, mostRows) },
    later: { type: 'jobs', batches: [], rows: event.rows.slice(mostRows) },
  }
}

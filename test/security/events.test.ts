import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventBroadcaster } from '../../src/main/ipc/event-broadcaster.ts'
import type { KeyholdEvent } from '../../src/shared/contract.ts'
import type { JobRow } from '../../src/shared/model/job.ts'

/** A clock that a test turns, and a broadcaster that runs on it. */
function turnedByHand() {
  const sent: { at: number; event: KeyholdEvent }[] = []
  const reports: string[] = []
  const timers: { at: number; run: () => void }[] = []
  let now = 0
  const broadcaster = new EventBroadcaster({
    send: (event) => sent.push({ at: now, event }),
    report: (line) => reports.push(line),
    setTimer: (run, milliseconds) => {
      timers.push({ at: now + milliseconds, run })
      return 0 as never
    },
  })
  function advance(milliseconds: number): void {
    const end = now + milliseconds
    for (;;) {
      timers.sort((a, b) => a.at - b.at)
      const [next] = timers
      if (next === undefined || next.at > end) break
      timers.shift()
      now = next.at
      next.run()
    }
    now = end
  }
  return { broadcaster, advance, sent, reports }
}

const waitingRow: JobRow = {
  id: '',
  batchId: 'b',
  action: 'encrypt',
  name: 'a',
  folder: '~',
  resultName: null,
  resultFolder: null,
  phase: 'working',
  size: 1000,
  resultSize: null,
  members: null,
  leftOut: 0,
  bytesDone: 0,
  rate: null,
  secondsLeft: null,
  doors: [],
  suite: null,
  frameLength: null,
  keyMaterialId: null,
  verified: false,
  seconds: null,
  verifySeconds: null,
  finishedAt: null,
  dataKeyReused: false,
  original: 'kept',
  note: null,
  problem: null,
}
const row = (id: string, bytesDone: number): JobRow => ({ ...waitingRow, id, bytesDone })
const jobs = (...rows: JobRow[]): KeyholdEvent => ({ type: 'jobs', batches: [], rows })

describe('point 24: bounded events', () => {
  it('point 24: the first event is sent at once', () => {
    const { broadcaster, sent } = turnedByHand()
    broadcaster.broadcast(jobs(row('1', 1)))
    expect(sent).toHaveLength(1)
  })

  it('point 24: a thousand progress events in a second become ten or fewer, and the last state arrives', () => {
    const { broadcaster, advance, sent } = turnedByHand()
    for (let tick = 1; tick <= 1000; tick += 1) {
      broadcaster.broadcast(jobs(row('1', tick), row(`other ${tick % 3}`, tick)))
      advance(1)
    }
    advance(1000)
    const inFirstSecond = sent.filter(({ at }) => at < 1000)
    expect(inFirstSecond.length).toBeLessThanOrEqual(10)
    const last = sent
      .flatMap(({ event }) => (event.type === 'jobs' ? event.rows : []))
      .filter(({ id }) => id === '1')
    expect(last.at(-1)?.bytesDone).toBe(1000)
  })

  it('point 24: whatever the rhythm, no window of a second holds more than ten of a kind and nothing newest is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(150), fc.constantFrom('1', '2', '3')), { maxLength: 120 }),
        (steps) => {
          const { broadcaster, advance, sent } = turnedByHand()
          const newest = new Map<string, number>()
          for (const [index, [pause, id]] of steps.entries()) {
            broadcaster.broadcast(jobs(row(id, index)))
            newest.set(id, index)
            advance(pause)
          }
          advance(10_000)
          for (const { at } of sent) {
            expect(sent.filter((each) => each.at >= at && each.at < at + 1000).length).toBeLessThanOrEqual(10)
          }
          const seen = new Map<string, number>()
          for (const { event } of sent) {
            if (event.type === 'jobs') for (const { id, bytesDone } of event.rows) seen.set(id, bytesDone)
          }
          expect(seen).toStrictEqual(newest)
        },
      ),
    )
  })

  it('point 24: a flood of rows is sent in parts of a thousand', () => {
    const { broadcaster, advance, sent } = turnedByHand()
    broadcaster.broadcast(jobs(...Array.from({ length: 3500 }, (_, index) => row(`${index}`, 1))))
    advance(1000)
    const counts = sent.map(({ event }) => (event.type === 'jobs' ? event.rows.length : 0))
    expect(counts).toStrictEqual([1000, 1000, 1000, 500])
  })

  it('point 24: menu commands are not held back', () => {
    const { broadcaster, sent } = turnedByHand()
    broadcaster.broadcast({ type: 'command', command: 'find' })
    broadcaster.broadcast({ type: 'command', command: 'newKey' })
    expect(sent).toHaveLength(2)
  })

  it('point 22: an event that is not what the contract says is not sent', () => {
    const { broadcaster, sent, reports } = turnedByHand()
    broadcaster.broadcast({ type: 'keys', material: new Uint8Array(32) } as KeyholdEvent)
    expect(sent).toStrictEqual([])
    expect(reports).toHaveLength(1)
  })
})

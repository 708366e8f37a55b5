import path from 'node:path'
import { phases } from '../contenders/contender.ts'
import type { Phase } from '../contenders/contender.ts'
import { keyholdOnOneFile } from '../contenders/keyhold.ts'
import type { KeyholdOnOneFile } from '../contenders/keyhold.ts'
import { peersIn } from '../contenders/peers.ts'
import { writeRandom, writeSparse } from '../content/random-content.ts'
import type { Sealing } from '../keyhold/commands.ts'
import type { RowDetails, RowId } from '../row.ts'
import { rowOf } from '../row-of.ts'
import { checkRoom } from '../workplace.ts'
import type { Workplace } from '../workplace.ts'
import { OneFileFamily } from './one-file.ts'
import type { Entrant, FileFigures } from './one-file.ts'

/** One way that Keyhold writes messages, and the rows that are measured with it. */
interface Way {
  readonly name: string
  readonly sealing: Sealing | 'nonFramed'
  readonly rows: Readonly<Partial<Record<Phase, RowId>>>
}

const kib = 1024
const mib = 1024 ** 2

const ways: readonly Way[] = [
  {
    name: 'Keyhold 1 MiB',
    sealing: { frameLength: mib, suite: '0478' },
    rows: {
      encrypt: 'encrypt-1gib-1mib',
      decrypt: 'decrypt-1gib-1mib',
      verify: 'verify-1gib',
      move: 'move-1gib',
    },
  },
  {
    name: 'Keyhold 8 KiB',
    sealing: { frameLength: 8 * kib, suite: '0478' },
    rows: { encrypt: 'encrypt-1gib-8kib', decrypt: 'decrypt-1gib-8kib' },
  },
  {
    name: 'Keyhold 4 KiB',
    sealing: { frameLength: 4 * kib, suite: '0478' },
    rows: { encrypt: 'encrypt-1gib-4kib', decrypt: 'decrypt-1gib-4kib' },
  },
  {
    name: 'Keyhold signed',
    sealing: { frameLength: mib, suite: '0578' },
    rows: { encrypt: 'encrypt-1gib-signed', decrypt: 'decrypt-1gib-signed' },
  },
  { name: 'Keyhold non-framed', sealing: 'nonFramed', rows: { decrypt: 'decrypt-1gib-nonframed' } },
]

const largeWays: readonly Way[] = [
  {
    name: 'Keyhold 8 GiB',
    sealing: { frameLength: mib, suite: '0478' },
    rows: { encrypt: 'encrypt-8gib', decrypt: 'decrypt-8gib' },
  },
]

interface Ours {
  readonly way: Way
  readonly keyhold: KeyholdOnOneFile
  readonly entrant: Entrant
}

/** The rows over one file of 1 GiB of random bytes: all contenders take turns over all wanted rows. */
export async function oneGibibyte(place: Workplace, wanted: ReadonlySet<RowId>, bytes: number) {
  const source = path.join(place.folder, 'source')
  const ours = entrantsOf(place, ways, wanted)
  const peers = await peerEntrants(place, ours)
  await checkRoom(place.folder, (ours.length + peers.size + 4) * bytes)
  await writeRandom(source, bytes)
  const family = new OneFileFamily(place, source, { runsBefore: true })
  try {
    const figures = await family.run([...ours.map(({ entrant }) => entrant), ...peers.values()])
    return rowsOf({ ours, peers, figures, wanted, bytes })
  } finally {
    await Promise.all(ours.map(({ keyhold }) => keyhold.stop()))
  }
}

/**
 * The rows over one sparse file of 8 GiB, once and one contender after the other: with every message on the disk at once
 * it would need five times the room. They are there for the memory, so `cp` is the only peer.
 */
export async function eightGibibytes(place: Workplace, wanted: ReadonlySet<RowId>, bytes: number) {
  const once = { ...place, rounds: 1 }
  const source = path.join(place.folder, 'source')
  const ours = entrantsOf(once, largeWays, wanted)
  const peers = await peerEntrants(once, ours)
  for (const peer of ['age', 'openssl', 'sdkjs'] as const) peers.delete(peer)
  await checkRoom(place.folder, 2.1 * bytes)
  await writeSparse(source, bytes)
  const family = new OneFileFamily(once, source, { runsBefore: false })
  try {
    const figures = new Map<Entrant, ReturnType<FileFigures['get']> & object>()
    for (const entrant of [...ours.map((one) => one.entrant), ...peers.values()])
      for (const [who, what] of await family.run([entrant])) figures.set(who, what)
    return rowsOf({ ours, peers, figures, wanted, bytes })
  } finally {
    await Promise.all(ours.map(({ keyhold }) => keyhold.stop()))
  }
}

function entrantsOf(place: Workplace, all: readonly Way[], wanted: ReadonlySet<RowId>): readonly Ours[] {
  return all.flatMap((way) => {
    const of = phases.filter((phase) => isWanted(way.rows[phase], wanted))
    if (of.length === 0) return []
    const keyhold = keyholdOnOneFile(place.folder, way.sealing)
    const entrant = {
      name: way.name,
      acts: keyhold.acts,
      isOurs: true,
      wanted: new Set(of),
      rounds: place.rounds,
    }
    return [{ way, keyhold, entrant }]
  })
}

async function peerEntrants(place: Workplace, ours: readonly Ours[]) {
  const wanted = new Set(ours.flatMap(({ entrant }) => [...entrant.wanted]))
  const peers = await peersIn(place.folder)
  return new Map(
    peers.map(({ id, file, mostRounds }) => {
      const rounds = Math.min(place.rounds, mostRounds.file)
      return [id, { name: id, acts: file, isOurs: false, wanted, rounds } satisfies Entrant] as const
    }),
  )
}

function isWanted(id: RowId | undefined, wanted: ReadonlySet<RowId>): boolean {
  return id !== undefined && wanted.has(id)
}

interface Outcome {
  readonly ours: readonly Ours[]
  readonly peers: Awaited<ReturnType<typeof peerEntrants>>
  readonly figures: FileFigures
  readonly wanted: ReadonlySet<RowId>
  readonly bytes: number
}

function rowsOf({ ours, peers, figures, wanted, bytes }: Outcome): readonly RowDetails[] {
  return ours.flatMap(({ way, keyhold, entrant }) =>
    phases.flatMap((phase) => {
      const id = way.rows[phase]
      if (id === undefined || !wanted.has(id)) return []
      const theirs = new Map([...peers].map(([peer, who]) => [peer, figures.get(who)?.get(phase)] as const))
      const raced = figures.get(entrant)?.get(phase) ?? { timings: [], error: 'it was not run' }
      return [rowOf({ id, bytes, files: 1 }, { raced, theirs, memory: keyhold.memory(phase) })]
    }),
  )
}

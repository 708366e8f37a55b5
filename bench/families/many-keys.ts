import { startKmsFake, type KmsFake } from '../../test/fakes/kms/start-kms-fake.ts'
import { fillAccount } from '../../test/support/fake-account.ts'
import type { Command } from '../keyhold/commands.ts'
import { KeyholdProcess } from '../keyhold/keyhold-process.ts'
import { race } from '../race.ts'
import { rowOf } from '../row-of.ts'
import type { RowDetails, RowId } from '../row.ts'
import type { Timing } from '../timing.ts'
import type { Workplace } from '../workplace.ts'

const mostRounds = 3

/** The rows over an account of many keys in the project's own KMS, which runs in the harness, Keyhold beside it. */
export async function manyKeys(
  place: Workplace,
  wanted: ReadonlySet<RowId>,
  keys: number,
): Promise<readonly RowDetails[]> {
  const kms = await startKmsFake()
  fillAccount(kms, keys)
  const keyhold = await KeyholdProcess.start(place.folder, 'keys')
  try {
    const details: RowDetails[] = []
    const what = { bytes: 0, files: keys }
    const setup = { place, keyhold, kms }
    const read = await measured(setup, 'read-keys', readCommand(kms))
    if (wanted.has('read-keys')) details.push(rowOf({ id: 'read-keys', ...what }, read))
    keyhold.memory.restart()
    const opened = await measured(setup, 'open-keys-page', { act: 'openKeys' })
    if (wanted.has('open-keys-page')) details.push(rowOf({ id: 'open-keys-page', ...what }, opened))
    return details
  } finally {
    await keyhold.stop()
    await kms.stop()
  }
}

interface Setup {
  readonly place: Workplace
  readonly keyhold: KeyholdProcess
  readonly kms: KmsFake
}

function readCommand(kms: KmsFake): Command {
  return {
    act: 'readKeys',
    endpoint: kms.endpoint,
    regions: [kms.region],
    credentials: kms.credentialsFile('bench'),
  }
}

/** Fails where a quota was passed: the figure would be bought with other people's calls. */
async function measured({ place, keyhold, kms }: Setup, name: RowId, command: Command) {
  const rounds = Math.min(place.rounds, mostRounds)
  const run = async (): Promise<Timing> => {
    kms.meter.clear()
    kms.calls.length = 0
    const timing = await keyhold.run(command)
    const [over] = kms.meter.overQuota()
    if (over !== undefined) throw new Error(`more calls of ${over.bucket} than its quota`)
    return { ...timing, kmsCalls: kms.calls.length }
  }
  const ours = { name, rounds, run }
  const raced = (await race([ours], rounds, place.tell)).get(ours) ?? { timings: [], error: 'it was not run' }
  return { raced, theirs: new Map(), memory: keyhold.memory }
}

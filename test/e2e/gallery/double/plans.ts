import type { DoorRef } from '../../../../src/shared/model/door.ts'
import type { DoorLabel, Plan, PlanItem, PlanOptions } from '../../../../src/shared/model/plan.ts'
import type { Problem } from '../../../../src/shared/model/problem.ts'
import type { Settings } from '../../../../src/shared/model/settings.ts'
import { backups, backupsProd } from './data.ts'
import { colleagues } from './people.ts'

const problemOf = (code: Problem['code'], message: string, facts: Problem['facts'] = {}): Problem => ({
  code,
  message,
  facts,
})

const item = (name: string, size: number, more: Partial<PlanItem> = {}): PlanItem => ({
  id: name,
  name,
  folder: '~/Documents/November',
  inside: '',
  action: 'encrypt',
  form: 'message',
  size,
  members: null,
  resultName: `${name}.encrypted`,
  resultFolder: 'November',
  renamed: false,
  doors: [],
  problem: null,
  question: null,
  ...more,
})

const openItem = (name: string, size: number, doors: DoorLabel[], more: Partial<PlanItem> = {}): PlanItem =>
  item(name, size, { action: 'open', resultName: name.replace(/\.encrypted$/, ''), doors, ...more })

export const planItems: readonly PlanItem[] = [
  item('quarterly-report-2026-q3.pdf', 4_213_554),
  item('customer-export-november.csv', 318_600_112),
  item('board-minutes-2026-11-18.docx', 212_004),
  item('payroll-october.xlsx', 1_812_004),
  item('site-walkthrough.mov', 2_104_533_196),
  item('orders-2026-11-22.sql.gz', 744_019_220),
  item('contract-lindqvist-signed.pdf', 3_912_001),
  item('passport-scan.jpg', 2_604_771),
  item('field-photos-week-46.zip', 196_301_884),
  item('inventory.db', 58_720_256),
  item('notes-handover.md', 18_204),
  item('logo-masters.zip', 12_404_881, { renamed: true, resultName: 'logo-masters.zip (2).encrypted' }),
  openItem('tax-return-2025.pdf.encrypted', 1_104_200, [backups]),
  openItem('archive-2024.zip.encrypted', 86_904_112, [backupsProd]),
]

export const planNeeds: readonly PlanItem[] = [
  openItem('rushes-2019.zip.encrypted', 1_904_112_000, [], {
    problem: problemOf('KMS_ACCOUNT_UNKNOWN', 'the key is in an account that no connection allows', {
      account: '999988887777',
      region: 'eu-central-1',
      arn: 'arn:aws:kms:eu-central-1:999988887777:key/3c5e90b7-d148-4fa2-a67c-8b20f9d5e164',
    }),
  }),
  openItem('notes.txt.encrypted', 4112, [], { action: 'encrypt', question: 'looksEncryptedIsNot' }),
]

/** Two messages of an older form, which the person has to agree to. */
export const uncommitted: readonly PlanItem[] = ['ledger-2019.db.encrypted', 'ledger-2020.db.encrypted'].map(
  (name) => openItem(name, 58_720_256, [backupsProd], { question: 'doesNotCommit' }),
)

/** A dropped folder, file by file or as one. */
export const folderItems: readonly PlanItem[] = planItems
  .slice(0, 8)
  .map((each) => ({ ...each, inside: 'November' }))

const packed = (items: readonly PlanItem[]): PlanItem =>
  item(
    'November',
    items.reduce((total, each) => total + each.size, 0),
    {
      action: 'pack',
      members: items.length,
      resultName: 'November.tar.encrypted',
      resultFolder: 'Documents',
    },
  )

/** What is asked of the files, by the options: messages alone are verified or moved. */
function intended(items: readonly PlanItem[], { intent, folders }: PlanOptions): readonly PlanItem[] {
  if (intent === 'verify') {
    return items
      .filter((each) => each.action === 'open')
      .map((each) => ({ ...each, action: 'verify', resultName: null, resultFolder: null }))
  }
  if (intent === 'move') {
    return items
      .filter((each) => each.action === 'open')
      .map((each) => ({ ...each, action: 'move', resultName: each.name.replace('.', ' (moved).') }))
  }
  const inFolder = items.filter((each) => each.inside !== '')
  if (folders === 'eachFile' || inFolder.length === 0) return items
  return [packed(inFolder), ...items.filter((each) => each.inside === '')]
}

function labelOf(door: DoorRef): DoorLabel {
  if (door.service === 'aws') return backupsProd
  if (door.service === 'local') return backups
  const name = colleagues.find(({ colleagueId }) => colleagueId === door.colleagueId)?.name ?? 'Colleague'
  return { kind: 'colleague', name, where: 'colleague', arn: null, known: true }
}

/** The plan for some files, with a call to AWS KMS for every message that a key of AWS is a door of. */
export function planOf(from: readonly PlanItem[], options: PlanOptions): Plan {
  const items = intended(from, options)
  const ready = items.filter((each) => each.problem === null && each.question === null)
  const sum = (...actions: readonly PlanItem['action'][]) => {
    const of = ready.filter((each) => actions.includes(each.action))
    return { files: of.length, bytes: of.reduce((total, each) => total + each.size, 0) }
  }
  const doors = options.doors.map(labelOf)
  const written = sum('encrypt', 'pack', 'move').files
  const toAws = doors.some((door) => door.kind === 'aws')
  const reused = toAws && options.suite === '0478' && written > 0
  const unreusedCalls = (toAws ? written : 0) + 1
  return {
    id: 'plan-1',
    options,
    encrypt: sum('encrypt', 'pack'),
    open: sum('open', 'unpack'),
    verify: sum('verify'),
    move: sum('move'),
    plainFiles: options.intent === 'auto' ? 0 : from.length - items.length,
    problems: items.length - ready.length,
    keyCalls: ready.length * Math.max(1, doors.length),
    kmsCalls: options.reuseDataKey ? 2 : unreusedCalls,
    kmsCallsIfReused: reused ? 2 : null,
    frameLength: options.frameLength === 'auto' ? 1_048_576 : options.frameLength,
    doors,
    outputFolder: null,
    items: [...items],
    moreItems: 0,
    recoveryMissing: null,
    problem:
      options.doors.length === 0 && options.intent !== 'verify'
        ? problemOf('NO_DOORS_CHOSEN', 'no key is chosen to encrypt to')
        : null,
  }
}

/** The options that a batch has by the settings alone. */
export const optionsOf = ({
  ifExists,
  verify,
  frameLength,
  doors,
  recovery,
  ...rest
}: Settings): PlanOptions => ({
  intent: 'auto',
  doors,
  recovery,
  ifExists,
  verify,
  frameLength,
  output: 'beside',
  suite: rest.suite,
  folders: rest.folders,
  archives: rest.archives,
  context: [],
  original: 'keep',
  keepTimes: rest.keepTimes,
  format: 'message',
  reuseDataKey: false,
})

import type { DoorLabel, Plan, PlanItem, PlanOptions } from '../../../../src/shared/model/plan.ts'
import type { Problem } from '../../../../src/shared/model/problem.ts'
import type { Settings } from '../../../../src/shared/model/settings.ts'
import { backups, backupsProd } from './data.ts'

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

export function planOf(items: readonly PlanItem[], options: PlanOptions): Plan {
  const ready = items.filter((each) => each.problem === null && each.question === null)
  const sum = (action: PlanItem['action']) => {
    const of = ready.filter((each) => each.action === action)
    return { files: of.length, bytes: of.reduce((total, each) => total + each.size, 0) }
  }
  return {
    id: 'plan-1',
    options,
    encrypt: sum('encrypt'),
    open: sum('open'),
    verify: sum('verify'),
    move: sum('move'),
    plainFiles: 0,
    problems: items.length - ready.length,
    keyCalls: ready.length,
    kmsCalls: 1,
    kmsCallsIfReused: null,
    frameLength: options.frameLength === 'auto' ? 1_048_576 : options.frameLength,
    doors: [backups],
    outputFolder: null,
    items: [...items],
    moreItems: 0,
    problem:
      options.doors.length === 0 ? problemOf('NO_DOORS_CHOSEN', 'no key is chosen to encrypt to') : null,
  }
}

/** The options that a batch has by the settings alone. */
export const optionsOf = ({ ifExists, verify, frameLength, doors, ...rest }: Settings): PlanOptions => ({
  intent: 'auto',
  doors,
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
  reuseDataKey: false,
})

import { count } from '../format/bytes.ts'
import { many } from '../format/lists.ts'

const files = (amount: number): string => many(amount, 'file')
const keys = (amount: number): string => many(amount, 'key')

/** A period in plain words: `every year`, `every 180 days`. */
export const every = (days: number): string => {
  if (days === 365) return 'every year'
  return days % 365 === 0 ? `every ${days / 365} years` : `every ${count(days)} days`
}

/** What KMS does when a key with automatic rotation is enabled again, KMS.md section 4. */
export const rotatesAtOnce = 'KMS rotates at once if it is overdue.'

/** The words of the Rotation page and of a key's Rotation tab. */
export const rotationText = {
  title: 'Rotation',
  sub: (amount: number, known: number) => `${keys(amount)}, ${many(known, 'known file')}`,
  export: 'Export report…',
  exported: (name: string, amount: number) => `${keys(amount)} written to ${name}`,
  notExported: 'The report was not written',
  figures: 'Keys by rotation',
  overdue: 'Overdue',
  overdueSub: 'past your limit',
  due: 'Due',
  dueSub: 'within 30 days',
  inTime: 'In time',
  inTimeSub: 'date further off',
  never: 'Never',
  neverSub: 'automatic is off',
  cannot: 'Cannot rotate',
  cannotSub: 'signing, MAC, off',
  policy: 'A key is overdue when its material is older than',
  days: 'days',
  badPolicy: 'A whole number from 1 to 3,650',
  urgent: 'Most urgent first',
  show: 'Show',
  needsYou: (amount: number) => `Needs you ${count(amount)}`,
  all: (amount: number) => `All ${count(amount)}`,
  key: 'Key',
  rotation: 'Rotation',
  open: 'Open',
  openKey: (name: string) => `Open ${name}, rotation`,
  materialsSince: (name: string, amount: number) => `${name}: ${many(amount, 'material')}`,
  nothingYet: 'Nothing to rotate yet',
  nothingYetText: 'Make a key on this computer, or connect AWS. How each key rotates is shown here.',
  noneHere: 'No key is in this group.',
  noneUrgent: 'No key is overdue or due in the next 30 days.',
  notKnown: (amount: number) =>
    `How ${keys(amount)} ${amount === 1 ? 'stands' : 'stand'} is not known: not read yet, or AWS does not tell these credentials.`,
  readDates: 'Read rotation dates',
  readingDates: 'Rotation dates are being read, slowly enough for the quotas of AWS.',
  readSoFar: (done: string, total: string) => `${done} of ${total} keys`,
  stop: 'Stop',
  datesStopped: 'Reading rotation dates was stopped. What was read stays.',

  coverage: 'Coverage',
  coverageSub: 'Which material your files depend on',
  currentMaterial: 'Current material',
  olderMaterial: 'Older material',
  anotherKey: 'Another key',
  notTold: 'Not told by AWS',
  coverageNote: 'Files on older material still open. Move them only if a key leaked or is going away.',
  estimated: (amount: number) =>
    `${files(amount)} told by date only: the header names the key, not its material.`,
  noFiles: 'No known file yet. What Keyhold encrypts, opens, verifies or moves from now on is counted here.',
  coverageBar: (current: number, older: number, other: number) =>
    `${files(current)} on current material, ${count(older)} on older material, ${count(other)} on another key`,
  showOlder: (amount: number) => `Show the ${files(amount)}`,
  showOther: (amount: number) => `Show the ${files(amount)} under other keys`,
  coverageProblem: 'What files depend on could not be read',

  radar: 'What will stop opening',
  radarNone: 'No known key is about to stop opening files.',
  now: 'Now',
  inDays: (days: number) => `${days} days`,
  radarWhat: {
    disabled: 'Disabled',
    deletion: 'Will be deleted',
    expiry: 'Imported material expires',
    needsMaterial: 'Needs key material',
    unavailable: 'Unavailable',
  },
  deletable: 'Waits for your word',
  since: (day: string) => `Since ${day}`,
  doNotOpen: (amount: number) => `${files(amount)} ${amount === 1 ? 'does' : 'do'} not open`,
  lost: (amount: number) => `${files(amount)} lost for good`,
  withKitOnly: (amount: number) =>
    `${files(amount)} ${amount === 1 ? 'opens' : 'open'} with the recovery kit only`,
  pause: (amount: number) => `${files(amount)} ${amount === 1 ? 'pauses' : 'pause'}`,
  noKnownFile: 'No known file',
  otherDoors: (amount: number) =>
    `${files(amount)} ${amount === 1 ? 'has' : 'have'} another door that is known`,
  enable: 'Enable',
  keepKey: 'Keep the key',
  importAgain: 'Import again…',
  look: 'Look at it',
  notEnabled: 'The key was not enabled',
  enableNote: (automatic: boolean) =>
    automatic
      ? `Old files under it open again. ${rotatesAtOnce}`
      : 'Old files under it open again. Their material is unchanged.',
  keepNote: 'Old files under it stay closed until the key is enabled, which comes next.',
  importNote: 'Old files go on opening once the very same bytes are imported again.',
  lookNote: 'Old files under it open once its key store is connected.',
  deleteForGood: 'Delete for good…',
  deleteForGoodNote: 'Its waiting time has run out. Old files under it alone are lost once it is deleted.',
  showAtStake: (name: string, hits: string) => `${hits}: show the files of ${name}`,

  today: 'Today',
  made: (day: string) => `Made ${day}`,
  next: (day: string) => `Next ${day}`,
  timeline: (amount: number) =>
    `${many(amount, 'material')} of this key over time; the table below lists them`,
  automatic: 'Rotate automatically',
  automaticOn: (days: number, next: string | null) =>
    next === null ? `${capital(every(days))}` : `${capital(every(days))}, next ${next}`,
  automaticUnknown: 'Whether it does is not known.',
  automaticOff: 'Off. This key keeps its material until you rotate it.',
  change: 'Change',
  period: 'Rotate every',
  periodHint: '90 to 2,560 days. A year is usual.',
  badPeriod: 'A whole number from 90 to 2,560',
  turnOn: 'Turn on',
  turnOff: 'Turn off',
  keep: 'Cancel',
  saveDate: 'Save',
  turnOffTitle: 'Stop rotating automatically?',
  turnOffText:
    'New files go on using the current material. Nothing happens to old files: every material stays and opens what it closed.',
  turnOnTitle: 'Rotate automatically',
  notChanged: 'Automatic rotation was not changed',
  whatTitle: 'What rotating does',
  what: 'Old files still open. New files use the new material. Your files are not touched.',
  left: (left: number, most: number) => `${left} of ${most} left`,
  leftUnknown: (most: number) => `At most ${most}`,
  leftSub: 'rotations by hand, for this key’s life',
  /** Each start of the keystore counts a block of uses ahead, so `uses` may be more than what was made, never less. */
  uses: (uses: number) =>
    uses === 0
      ? 'Its current material was not used yet.'
      : `At most ${many(roundedUp(uses), 'use')} of its current material. It rotates by itself long before its limit.`,
  materials: 'Materials',
  materialNo: 'No.',
  material: 'Material',
  from: 'From',
  until: 'Until',
  beganBy: 'Began by',
  state: 'State',
  files: 'Files',
  inUse: 'in use',
  began: {
    AUTOMATIC: 'Automatic',
    ON_DEMAND: 'By hand',
    first: 'Created',
    imported: 'Imported',
    waiting: 'Waits',
  },
  states: {
    CURRENT: 'Current',
    NON_CURRENT: 'Older',
    PENDING_ROTATION: 'Waits for a rotation',
    PENDING_MULTI_REGION_IMPORT_AND_ROTATION: 'Waits for its replicas',
  },
  needsImport: 'Not imported',
  expires: (day: string) => `expires ${day}`,
  expired: (day: string) => `expired ${day}`,
  olderOf: (older: number, all: number) =>
    older === 0
      ? `${all === 1 ? 'The 1 known file uses' : `All ${count(all)} known files use`} the current material.`
      : `${count(older)} of ${files(all)} ${older === 1 ? 'uses older material. It opens' : 'use older material. They open'} as before.`,
  noKnownFiles: 'No known file depends on this key.',
  someEstimated: (amount: number) => `${count(amount)} of them estimated by date.`,
  showFilesOf: (number: number, amount: number) => `${count(amount)}, show the files of material ${number}`,
  materialsUnknown: 'The materials of this key could not be read',
  statusUnknown: 'Whether this key rotates automatically could not be read',
  inProgress: (since: string) => `A rotation by hand is running since ${since}.`,

  cannotByHand: 'Not in place',
  rotateNow: 'Rotate now…',
  rotateTitle: (name: string) => `Rotate “${name}” now?`,
  rotateText: 'AWS KMS makes new material for this key. Its id, ARN and aliases stay.',
  rotateTextLocal: 'The keystore makes new material for this key. Its id and its names stay.',
  rotateTextImported: 'The material that waits comes into use. Its id and its names stay.',
  rotateCannotUndo: 'A rotation cannot be taken back, and each key has a fixed number of them.',
  rotateAct: 'Rotate',
  rotating: 'Rotating…',
  notRotated: 'The key was not rotated',
  importedFirst: 'This key rotates to imported material: import new material first, then rotate.',
  importNew: 'Import new material…',

  filesTitle: 'Known files',
  coveredTotal: (amount: number) => (amount === 0 ? 'None' : files(amount)),
  filesOf: (name: string) => `Files under ${name}`,
  filesOnly: (name: string) => `Files that only ${name} opens`,
  filesOlder: 'Files on older material',
  filesOther: 'Files under other keys',
  verify: (amount: number) => `Verify ${files(amount)}…`,
  move: (amount: number) => `Move ${files(amount)} to another key…`,
  moveNote:
    'A plan comes first. Moving decrypts and encrypts in one pass; nothing is replaced until it is verified.',
  seen: (when: string) => `seen ${when}`,
  estimatedOne: 'material estimated by date',
  nameForgotten: 'Name forgotten',
  more: 'Show more',
  filesProblem: 'The known files could not be listed',
} as const

/** The first two digits of a number: it is counted ahead in steps, so the rest says nothing. */
function roundedUp(amount: number): number {
  const step = 10 ** Math.max(0, String(amount).length - 2)
  return Math.ceil(amount / step) * step
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

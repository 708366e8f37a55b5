import type { LockCause, VaultMode } from '../../../shared/model/vault.ts'
import { timeOfDay } from '../format/dates.ts'
import { many } from '../format/lists.ts'

/** Words of the lock screen. */
export const lockText = {
  title: 'Keyhold is locked',
  passphrase: 'Passphrase',
  show: 'Show the passphrase',
  unlock: 'Unlock',
  unlocking: 'Unlocking',
  withKit: 'Use the recovery kit',
  quit: 'Quit Keyhold',
  lock: 'Lock',
  unlocked: 'Unlocked',
  notUnlocked: 'Keyhold stays locked',
  tryNow: 'The next passphrase can be tried now.',
  waiting: (left: string) => `Too many wrong passphrases. Try again in ${left}.`,
} as const

const becauseOf: Readonly<Record<Exclude<LockCause, 'idle' | 'start'>, string>> = {
  person: '',
  suspend: ', when the computer went to sleep',
  screenLock: ', with your screen',
  userSwitch: ', when another user was switched to',
  protectionChanged: ', because its protection changed',
}

/** `Locked at 09:57, after 15 minutes idle.` `idleMinutes`: null where it is not known. */
export function lockedSince(cause: LockCause, at: string, idleMinutes: number | null): string {
  if (cause === 'start') return 'Locked since Keyhold started.'
  if (cause !== 'idle') return `Locked at ${timeOfDay(at)}${becauseOf[cause]}.`
  const after = idleMinutes === null ? 'a while' : many(idleMinutes, 'minute')
  return `Locked at ${timeOfDay(at)}, after ${after} idle.`
}

/** `3 files wait, and go on when you unlock.` */
export const filesWait = (files: number): string =>
  files === 1
    ? '1 file waits, and goes on when you unlock.'
    : `${many(files, 'file')} wait, and go on when you unlock.`

/** What a wrong passphrase is told with, beside its field. */
export const wrongPassphrase = (tries: number): string =>
  `That is not the passphrase.${tries < 2 ? '' : ` ${many(tries, 'wrong try', 'wrong tries')} so far.`}`

/** The time until the next try, for the eye: `28 s`, `4 min 05 s`. */
export function countdown(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}

/** Words of Settings, Lock. */
export const lockSettingsText = {
  intro: 'Locking wipes your keys from memory by ending the part of Keyhold that holds them.',
  lockNow: 'Lock now',
  idle: 'Lock when nobody is there',
  never: 'Never',
  minutes: (amount: number) =>
    amount % 60 === 0 ? `After ${many(amount / 60, 'hour')}` : `After ${many(amount, 'minute')}`,
  also: 'Lock also',
  suspend: 'When the computer goes to sleep',
  screenLock: 'With the screen',
  screenLockNote: 'Where the system tells of it: macOS, Windows, and most desktops of Linux.',
  userSwitch: 'When another user is switched to',
  atStart: 'When Keyhold starts',
  atStartNote: 'Also where your keychain alone would open it.',
  running: 'Files under way',
  finish: {
    name: 'Finish first',
    text: 'Keyhold locks when the files that run are done. No new ones start.',
  },
  stop: {
    name: 'Stop at once',
    text: 'What runs is dropped without a trace, and begun anew when you unlock.',
  },
  runningNote: 'When the computer goes to sleep, they are always stopped.',
} as const

/** Words of what opens the keys, and of changing it. */
export const protectionText = {
  title: 'What opens your keys',
  modes: {
    keychain: {
      name: 'Your keychain opens it',
      text: 'Nothing to type. Programs that run as you can ask the same keychain.',
    },
    keychainAndPassphrase: {
      name: 'Your keychain and a passphrase',
      text: 'Both are needed: a stolen disk or keychain alone opens nothing.',
    },
    passphrase: {
      name: 'Passphrase only, no keychain',
      text: 'For computers without a keychain. All rests on the passphrase.',
    },
  } satisfies Readonly<Record<VaultMode, { name: string; text: string }>>,
  malware:
    'A passphrase is the only barrier here against other programs that run as you, and only while Keyhold is locked.',
  forgotten: 'Nobody can reset it. Without it, only the recovery kit opens your files.',
  afterwards:
    'Everything is sealed anew. Copies of these keys here are removed, those set aside too: they would still open the old way. A store of other keys that was set aside stays as it is. Backups elsewhere still open with the kit.',
  current: 'Passphrase now',
  wanted: 'New passphrase',
  repeat: 'New passphrase again',
  change: 'Change the passphrase…',
  turnOn: 'Turn the passphrase on',
  turnOff: 'Turn the passphrase off',
  changeDo: 'Change the passphrase',
  changeMode: 'Seal anew',
  cancel: 'Cancel',
  done: 'Everything was sealed anew',
  failed: 'Nothing was changed',
  needCurrent: 'Type the passphrase that is used now',
  needAgain: 'Type it once more',
  needSame: 'The two are not the same',
  notOpen: 'Unlock your keys to change this.',
  needKeys: 'Make a key on this computer first, then choose here what opens it.',
} as const

/** Words of the strength of a passphrase. */
export const strengthText = {
  floor: '4 words or more.',
  measuring: 'Measuring',
  unknown: 'Its strength could not be measured. Use 16 characters or more.',
  need: 'Type a passphrase',
  tooWeak: 'Make it longer: 4 words or more',
  names: ['Too weak', 'Fair', 'Strong', 'Very strong'],
  about: (name: string, bits: number) => `${name}: about ${bits} bits.`,
} as const

import type { Connection } from '../../../shared/model/connection.ts'
import type { RecoveryStatus } from '../../../shared/model/recovery.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'

/** Where the person keeps keys. */
export type KeyHome = 'here' | 'aws' | 'both'

/** The screens of the first run; `key` and `aws` are both the second step. */
export type FirstRunScreen = 'where' | 'key' | 'aws' | 'kit' | 'file'

/** The steps at the left. */
export type FirstRunStep = 'where' | 'key' | 'kit' | 'file'

/** The kit opens what keys of this computer closed: whoever keeps keys in AWS alone is not asked for one. */
export const stepsFor = (home: KeyHome): readonly FirstRunStep[] =>
  home === 'aws' ? ['where', 'key', 'file'] : ['where', 'key', 'kit', 'file']

/** The step, from 0, that a screen belongs to. */
export const stepOf = (screen: FirstRunScreen, home: KeyHome): number =>
  stepsFor(home).indexOf(screen === 'aws' ? 'key' : screen)

/** What was there when the first run began. */
export interface FirstRunStart {
  readonly status: VaultStatus
  readonly connections: readonly Connection[]
  /** Undefined where it could not be read. */
  readonly recovery: RecoveryStatus | undefined
}

/** There is a kit, and a sample file was opened with it. */
export const isKitTried = (recovery: RecoveryStatus | undefined): boolean =>
  (recovery?.kit?.rehearsedAt ?? null) !== null

const hasLocalKey = (status: VaultStatus): boolean => status.state === 'open' && status.keyCount > 0

/** Where to go on after a leave: a key that is there leads to the kit, and a kit that was tried to the first file. */
export function resumeAt({ status, connections, recovery }: FirstRunStart): FirstRunScreen {
  if (hasLocalKey(status)) return isKitTried(recovery) ? 'file' : 'kit'
  return connections.length > 0 ? 'file' : 'where'
}

/** Where the keys are that were there before. */
export function homeOf({ status, connections }: FirstRunStart): KeyHome {
  if (connections.length === 0) return 'here'
  return hasLocalKey(status) ? 'both' : 'aws'
}

const ways: Readonly<Record<KeyHome, readonly FirstRunScreen[]>> = {
  here: ['where', 'key', 'kit', 'file'],
  aws: ['where', 'aws', 'file'],
  both: ['where', 'key', 'aws', 'kit', 'file'],
}

/** The screen after `screen`. */
export const nextScreen = (screen: FirstRunScreen, home: KeyHome): FirstRunScreen =>
  ways[home][ways[home].indexOf(screen) + 1] ?? 'file'

/** The screen before `screen`. */
export const previousScreen = (screen: FirstRunScreen, home: KeyHome): FirstRunScreen =>
  ways[home][ways[home].indexOf(screen) - 1] ?? 'where'

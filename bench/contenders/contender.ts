import type { PeerId } from '../row.ts'
import type { Timing } from '../timing.ts'

/** What can be raced over one file, in the order in which it is. */
export const phases = ['encrypt', 'decrypt', 'verify', 'move'] as const
export type Phase = (typeof phases)[number]

export type FileAct = (input: string, output: string) => Promise<Timing>

/**
 * A program or library at work on one file. Its output does not exist when an act is called. `encrypt` turns the source
 * into a message of its own kind, which the other acts are given. An act that is absent does not apply.
 */
export type FileActs = Readonly<Partial<Record<Phase, FileAct>>>

/** The same on folders of many files: the output folder exists and is empty. */
export type FolderActs = Readonly<Partial<Record<'encrypt' | 'decrypt', FileAct>>>

/** Somebody else's program that Keyhold is compared with. */
export interface Peer {
  readonly id: PeerId
  readonly file: FileActs
  readonly folder: FolderActs
  /** Most rounds that it takes part in: fewer where it is so slow that more would tell nothing. */
  readonly mostRounds: { readonly file: number; readonly folder: number }
}

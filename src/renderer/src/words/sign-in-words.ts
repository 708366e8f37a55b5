import type { Connection, Profile } from '../../../shared/model/connection.ts'
import type { WaitingFor } from '../../../shared/model/job.ts'
import { many } from '../format/lists.ts'

/** Words for files that wait for a person to sign in. */
export const signInText = {
  again: 'Sign in again',
  tryAgain: 'Try again',
  command: 'command',
  access: 'Give the access key again…',
  settings: 'Look at the connection…',
} as const

/** `Waits for you to sign in to “work”` */
export const signInTitle = ({ connectionName }: WaitingFor): string =>
  connectionName === ''
    ? 'Waits for you to sign in to AWS'
    : `Waits for you to sign in to “${connectionName}”`

/** `12 files wait and go on by themselves once you did. None of them failed.` */
export function signInFiles({ files }: WaitingFor): string {
  const one = files === 1
  return `${many(files, 'file')} ${one ? 'waits and goes on by itself' : 'wait and go on by themselves'} once you did. None failed.`
}

/** What brings credentials back, by where a connection has them from. */
export interface WayBack {
  /** What to do, in a sentence. */
  readonly say: string
  /** What to run in a terminal; null = nothing. */
  readonly command: string | null
  /** Keyhold itself can sign in. */
  readonly here: boolean
}

/** Whether one press signs in again: here, or by credentials that are read anew and a role that is assumed with its code. */
export const signsInAgain = (connection: Connection | undefined): boolean =>
  connection !== undefined &&
  (connection.credentials.from === 'sso' ||
    connection.credentials.from === 'profile' ||
    connection.roles.length > 0)

/** How a person signs in to a connection again. `connection` is undefined where it is not known any more. */
export function wayBack(connection: Connection | undefined, profiles: readonly Profile[]): WayBack {
  const source = connection?.credentials
  switch (source?.from) {
    case 'sso':
      return { say: 'Sign in in the browser.', command: null, here: true }
    case 'profile':
      return profileWay(source.profile, profiles)
    case 'accessKey':
      return {
        say: 'Its temporary key has ended: type a new one in the connection’s settings.',
        command: null,
        here: false,
      }
    case 'environment':
      return {
        say: 'The environment gives its credentials: start Keyhold anew with fresh ones. The files are offered again then.',
        command: null,
        here: false,
      }
    case 'machine':
      return {
        say: 'This machine’s role gives its credentials: try again in a moment.',
        command: null,
        here: false,
      }
    case undefined:
      return { say: 'Sign in with your AWS tools as usual.', command: null, here: false }
  }
}

function profileWay(profile: string, profiles: readonly Profile[]): WayBack {
  const kind = profiles.find(({ name }) => name === profile)?.kind
  if (kind === 'sso')
    return {
      say: 'Run this in a terminal:',
      command: `aws sso login --profile ${shellWord(profile)}`,
      here: false,
    }
  return {
    say: `Sign in with your AWS tools as usual, so that the profile “${profile}” has fresh credentials.`,
    command: null,
    here: false,
  }
}

/** A name as a shell takes it for one word. */
const shellWord = (name: string): string =>
  /^[\w@%+=:,./-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`

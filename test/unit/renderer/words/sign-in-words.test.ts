import { describe, expect, it } from 'vitest'
import type { Connection, CredentialsSource } from '../../../../src/shared/model/connection.ts'
import { announcement } from '../../../../src/renderer/src/words/announcement.ts'
import {
  signInFiles,
  signInTitle,
  signsInAgain,
  wayBack,
} from '../../../../src/renderer/src/words/sign-in-words.ts'
import { batchOf } from '../support/rows.ts'

const waitingFor = {
  connectionId: 'c',
  connectionName: 'work',
  code: 'KMS_CREDENTIALS_EXPIRED',
  files: 12,
} as const

const connectionOf = (credentials: CredentialsSource): Connection =>
  ({ id: 'c', name: 'work', credentials }) as Connection

const withRoles = (credentials: CredentialsSource, roles: Connection['roles'] = []): Connection => ({
  ...connectionOf(credentials),
  roles,
})

const profiles = [
  { name: 'it’s me', region: null, kind: 'sso' },
  { name: 'plain', region: null, kind: 'accessKey' },
] as const

describe('files that wait for a sign-in', () => {
  it('say for what, how many they are, and that none failed', () => {
    expect(signInTitle(waitingFor)).toBe('Waits for you to sign in to “work”')
    expect(signInFiles(waitingFor)).toBe('12 files wait and go on by themselves once you did. None failed.')
    expect(signInFiles({ ...waitingFor, files: 1 })).toMatch(/^1 file waits and goes on by itself/)
  })

  it('are signed in for by one press where a profile or a role is read anew', () => {
    const role = { arn: 'arn:aws:iam::111122223333:role/a', externalId: null, mfaSerial: null }
    expect(signsInAgain(withRoles({ from: 'profile', profile: 'plain' }))).toBe(true)
    expect(signsInAgain(withRoles({ from: 'machine' }, [role]))).toBe(true)
    expect(signsInAgain(withRoles({ from: 'machine' }))).toBe(false)
    expect(signsInAgain(undefined)).toBe(false)
  })

  it('are told to a screen reader', () => {
    const jobs = { batches: new Map([['batch', batchOf({ waitingFor })]]), rows: new Map() }
    expect(announcement({ ...jobs, moreRows: 0, interrupted: [], known: true })).toMatch(
      /^Waits for you to sign in to “work”\. /,
    )
  })

  it('say how it is done, by where the credentials come from', () => {
    const sso = {
      from: 'sso',
      startUrl: 'https://a',
      ssoRegion: 'eu-west-1',
      account: null,
      role: null,
    } as const
    expect(wayBack(connectionOf(sso), [])).toMatchObject({ here: true, command: null })
    const profile = { from: 'profile', profile: 'it’s me' } as const
    expect(wayBack(connectionOf(profile), profiles)).toMatchObject({
      here: false,
      command: `aws sso login --profile 'it’s me'`,
    })
    expect(wayBack(connectionOf({ from: 'profile', profile: 'plain' }), profiles)).toMatchObject({
      command: null,
      say: expect.stringContaining('“plain”'),
    })
    expect(wayBack(connectionOf({ from: 'environment' }), []).say).toMatch(/start Keyhold anew/)
    expect(wayBack(connectionOf({ from: 'machine' }), []).say).toMatch(/in a moment/)
    expect(wayBack(undefined, []).say).toMatch(/as usual/)
  })
})

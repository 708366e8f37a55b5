import { describe, expect, it } from 'vitest'
import { noteAwsActivity } from '../../../../src/main/activity/aws-activity.ts'
import { noteConnectionActivity, signInEntry } from '../../../../src/main/activity/connection-activity.ts'
import { activityCsv, activityJsonLines } from '../../../../src/main/activity/export-activity.ts'
import { FileActivity } from '../../../../src/main/activity/file-activity.ts'
import { settingsActivity } from '../../../../src/main/activity/settings-activity.ts'
import type { HandlersOf } from '../../../../src/shared/handlers-of.ts'
import { plainActivity, type ActivityEntry, type NewActivity } from '../../../../src/shared/model/activity.ts'
import type { FileRecord } from '../../../../src/shared/model/file-record.ts'
import { defaultSettings } from '../../../../src/shared/model/settings.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1b7e4c2a-9d3f-4a86-b0c5-7e21f0a94d6e'
const ref = { service: 'aws', connectionId: 'production', keyArn: arn }

const record = (changes: Partial<FileRecord>): FileRecord => ({
  at: '2026-11-23T09:00:00.000Z',
  action: 'encrypt',
  source: '/home/mira/canary.txt',
  result: null,
  size: 100,
  resultSize: null,
  doors: [{ label: { kind: 'local', name: 'backups' } as never, keyId: 'k-1', keyMaterialId: null }],
  suite: null,
  headerHash: null,
  verified: true,
  seconds: 1,
  code: null,
  seen: [],
  sourceGone: false,
  ...changes,
})

const door = (kind: string) => ({ label: { kind } as never, keyId: kind, keyMaterialId: null })

describe('files', () => {
  it('are one entry for each action, key and outcome, with their number and bytes', () => {
    const noted: NewActivity[] = []
    const files = new FileActivity((entry) => noted.push(entry))
    for (let index = 0; index < 12; index += 1) files.add(record({}))
    files.add(record({ code: 'DISK_FULL' }))
    files.add(record({ action: 'verify', doors: [] }))
    files.add(record({ code: 'CANCELLED' }))
    files.flush()
    expect(noted.map(({ what, count, bytes, code, keyId }) => [what, count, bytes, code, keyId])).toEqual([
      ['encryptFiles', 12, 1200, null, 'k-1'],
      ['encryptFiles', 1, 100, 'DISK_FULL', 'k-1'],
      ['verifyFiles', 1, 100, null, null],
    ])
  })

  it('have their names in the details alone, without folders', () => {
    const noted: NewActivity[] = []
    const files = new FileActivity((entry) => noted.push(entry))
    files.add(record({}))
    files.flush()
    expect(noted[0]?.details).toEqual({ files: 'canary.txt' })
    expect(JSON.stringify({ ...noted[0], details: null })).not.toContain('canary')
    expect(JSON.stringify(noted)).not.toContain('/home')
  })

  it('name no key for what a recovery kit or the door of a colleague opened', () => {
    const noted: NewActivity[] = []
    const files = new FileActivity((entry) => noted.push(entry))
    for (const kind of ['recovery', 'colleague', 'local'])
      files.add(record({ action: 'open', doors: [door(kind)] }))
    files.add(record({ doors: [door('recovery'), door('local')] }))
    const code = 'DISK_FULL'
    files.add(record({ action: 'open', code, doors: [door('local'), door('recovery')] }))
    files.flush()
    expect(noted.map(({ what, keyId, service, facts }) => [what, keyId, service, facts])).toEqual([
      ['openFiles', null, null, { by: 'recovery' }],
      ['openFiles', null, null, { by: 'colleague' }],
      ['openFiles', 'local', 'local', {}],
      ['encryptFiles', 'local', 'local', { doors: 2 }],
      ['openFiles', null, null, { doors: 2 }],
    ])
  })

  it('are noted once', () => {
    const noted: NewActivity[] = []
    const files = new FileActivity((entry) => noted.push(entry))
    files.add(record({}))
    files.flush()
    files.flush()
    expect(noted).toHaveLength(1)
  })
})

const run = async (name: string, handler: (given: unknown) => Promise<unknown>, input: object) => {
  const noted: NewActivity[] = []
  const handlers = noteAwsActivity((entry) => noted.push(entry), { [name]: handler })
  await handlers[name]?.(input).catch(() => undefined)
  return noted
}

describe('keys of AWS', () => {
  it('are noted with what was asked, by number and words of KMS only', async () => {
    const input = { ref, days: 7, typed: 'canary' }
    expect(await run('manage.scheduleDeletion', async () => ({}), input)).toEqual([
      {
        ...plainActivity,
        area: 'keys',
        service: 'aws',
        what: 'ScheduleKeyDeletion',
        keyId: arn,
        facts: { days: 7 },
      },
    ])
  })

  it('are noted with the code where AWS refuses', async () => {
    const refuse = async () => {
      throw new VaultError('KMS_ACCESS_DENIED', 'no', { facts: { keyArn: arn } })
    }
    expect(await run('try.encrypt', refuse, { ref, text: 'canary' })).toMatchObject([
      { what: 'Encrypt', code: 'KMS_ACCESS_DENIED', keyId: arn },
    ])
  })

  it('are not noted where a dialog was closed, or nothing was changed', async () => {
    expect(await run('manage.importMaterial', async () => null, { ref })).toEqual([])
    expect(await run('key.facts', async () => ({}), { ref })).toEqual([])
  })

  it('have an alias in the details alone', async () => {
    const [noted] = await run('manage.createAlias', async () => ({}), { ref, alias: 'canary' })
    expect(noted?.details).toEqual({ alias: 'canary' })
    expect(JSON.stringify({ ...noted, details: null })).not.toContain('canary')
  })
})

it('notes connections by id, and how a sign-in ended', async () => {
  const noted: NewActivity[] = []
  const saved = { id: 'c-1', name: 'canary' }
  const handlers = noteConnectionActivity((entry) => noted.push(entry), {
    'connections.save': async () => saved,
    'connections.remove': async () => ({}),
    'connections.signOut': async () => ({}),
    'connections.allowAccount': async () => ({}),
  } as unknown as HandlersOf<'connections'>)
  await handlers['connections.save']({ id: null, draft: {} as never, secret: null })
  await handlers['connections.remove']({ id: 'c-1' })
  expect(noted.map(({ what, facts }) => [what, facts])).toEqual([
    ['saveConnection', { connection: 'c-1' }],
    ['removeConnection', { connection: 'c-1' }],
  ])
  expect(signInEntry('c-1', 'browser', new VaultError('SIGN_IN_FAILED', 'no'))).toMatchObject({
    code: 'SIGN_IN_FAILED',
  })
  expect(signInEntry('c-1', 'browser').code).toBeNull()
})

const change = (changes: object) =>
  settingsActivity(defaultSettings, { ...defaultSettings, ...changes }).map(({ what, facts }) => [
    what,
    facts,
  ])

it('notes settings of the lock and of the log, and rotations by hand, and no other settings', () => {
  expect(change({ colorScheme: 'dark', verify: false })).toEqual([])
  expect(change({ logDetails: true })).toEqual([['setLogging', { logDetails: 'on', refuseUnlogged: 'on' }]])
  expect(change({ lock: { ...defaultSettings.lock, idleMinutes: null } })[0]?.[0]).toBe('setLock')
  const hand = { old: ref, successor: null, made: null, aliases: [] }
  expect(change({ successions: [hand] })).toEqual([['beginSuccession', {}]])
})

describe('the export', () => {
  const entry: ActivityEntry = {
    ...plainActivity,
    number: 1,
    at: '2026-11-23T09:00:00.000Z',
    area: 'keys',
    what: 'CreateAlias',
    keyId: arn,
    details: { alias: '=HYPERLINK("http://x")' },
    hash: 'a'.repeat(64),
  }

  it('is one JSON value a line, which reads back', () => {
    const lines = activityJsonLines([entry, { ...entry, number: 2 }])
      .trimEnd()
      .split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([entry, { ...entry, number: 2 }])
  })

  it('is a table in which no cell is a formula', () => {
    const text = activityCsv([{ ...entry, what: '=1+1', keyId: '@SUM(A1)' }])
    expect(text).toContain("'=1+1")
    expect(text).toContain("'@SUM(A1)")
    for (const line of text.split('\r\n')) expect(line).not.toMatch(/(^|,)[=+@]/)
  })
})

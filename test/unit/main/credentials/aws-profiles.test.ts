import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasEnvironmentCredentials, listAwsProfiles } from '../../../../src/main/credentials/aws-profiles.ts'

describe('the profiles of the shared AWS files', () => {
  let folder: string
  let environment: { AWS_CONFIG_FILE: string; AWS_SHARED_CREDENTIALS_FILE: string }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyhold-profiles-'))
    environment = {
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    }
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('are listed by name with their Region, from both files, once each', async () => {
    await writeFile(
      environment.AWS_CONFIG_FILE,
      '[default]\nregion = us-east-1\n\n[profile studio]\nregion = eu-central-1\nsso_session = corp\n\n[sso-session corp]\nsso_region = us-east-1\n\n[services local]\nkms =\n  endpoint_url = http://localhost\n',
    )
    await writeFile(
      environment.AWS_SHARED_CREDENTIALS_FILE,
      '[studio]\naws_access_key_id = AKIA1\naws_secret_access_key = hunter2\n\n[old]\naws_access_key_id = AKIA2\naws_secret_access_key = hunter2\n',
    )
    expect(await listAwsProfiles(environment)).toEqual([
      { name: 'default', region: 'us-east-1', kind: 'unknown' },
      { name: 'old', region: null, kind: 'accessKey' },
      { name: 'studio', region: 'eu-central-1', kind: 'accessKey' },
    ])
  })

  it('are read anew each time', async () => {
    expect(await listAwsProfiles(environment)).toEqual([])
    await writeFile(environment.AWS_SHARED_CREDENTIALS_FILE, '[late]\naws_access_key_id = a\n')
    expect(await listAwsProfiles(environment)).toEqual([{ name: 'late', region: null, kind: 'unknown' }])
  })

  it.each([
    ['role', 'role_arn = arn:aws:iam::111122223333:role/a\nsource_profile = b'],
    ['webIdentity', 'role_arn = arn:aws:iam::111122223333:role/a\nweb_identity_token_file = /t'],
    ['process', 'credential_process = sh'],
    ['sso', 'sso_session = corp'],
    ['sso', 'sso_start_url = https://example.awsapps.com/start'],
  ])('say how they come by credentials: %s', async (kind, lines) => {
    await writeFile(environment.AWS_CONFIG_FILE, `[profile one]\n${lines}\n`)
    expect(await listAwsProfiles(environment)).toEqual([{ name: 'one', region: null, kind }])
  })

  it('a file that is no such file counts as empty', async () => {
    await writeFile(environment.AWS_CONFIG_FILE, Buffer.from([0, 255, 10, 91, 0]))
    expect(await listAwsProfiles(environment)).toEqual([])
  })
})

it('the environment has credentials where it has both halves of an access key', () => {
  expect(hasEnvironmentCredentials({ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' })).toBe(true)
  expect(hasEnvironmentCredentials({ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: '' })).toBe(false)
  expect(hasEnvironmentCredentials({})).toBe(false)
})

import { describe, expect, test } from 'vitest'
import type { Connection } from '../../../../src/shared/model/connection.ts'
import {
  draftOf,
  fieldErrors,
  fieldsFor,
  sourceOf,
  typedSecret,
  type ConnectionFields,
  withSource,
} from '../../../../src/renderer/src/settings/connection-draft.ts'

const profiles = [
  { name: 'production', region: 'eu-central-1', kind: 'unknown' as const },
  { name: 'media', region: 'ap-southeast-2', kind: 'unknown' as const },
]
const good: ConnectionFields = {
  name: 'production',
  source: sourceOf('production'),
  accessKeyId: '',
  secret: '',
  sessionToken: '',
  startUrl: '',
  ssoRegion: '',
  regions: ['eu-central-1'],
  endpoint: '',
  stsEndpoint: '',
  signInEndpoint: '',
  roles: [],
}

test('the only profile is chosen already', () => {
  expect(fieldsFor(null, profiles.slice(0, 1))).toEqual(good)
  expect(fieldsFor(null, profiles).source).toBe('')
})

test('name and Region follow the profile until they are typed', () => {
  const media = withSource(good, sourceOf('media'), profiles)
  expect(media).toMatchObject({ name: 'media', regions: ['ap-southeast-2'] })
  const typed = withSource({ ...good, name: 'mine', regions: ['eu-north-1'] }, sourceOf('media'), profiles)
  expect(typed).toMatchObject({ name: 'mine', regions: ['eu-north-1'] })
  const several = { ...good, regions: ['eu-central-1', 'eu-north-1'] }
  expect(withSource(several, sourceOf('media'), profiles).regions).toEqual(several.regions)
})

describe('what stands in the way of saving', () => {
  test('is nothing in a good form', () => {
    expect(fieldErrors(good)).toEqual({})
  })

  test.each([
    ['one that is no Region', ['Frankfurt']],
    ['one of several that is none', ['eu-central-1', 'eu-central']],
    ['none at all', []],
  ])('Regions: %s', (_what, regions) => {
    expect(Object.keys(fieldErrors({ ...good, regions }))).toEqual(['regions'])
  })

  test.each([
    ['without a secret', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secret: '' }, ['secret']],
    ['with an id that is none', { accessKeyId: 'me', secret: 'x'.repeat(40) }, ['accessKeyId']],
    ['with both', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secret: 'x'.repeat(40) }, []],
  ])('an access key %s', (_what, typed, fields) => {
    expect(Object.keys(fieldErrors({ ...good, source: 'accessKey', ...typed }))).toEqual(fields)
  })

  test('an access key whose secret is sealed already needs none', () => {
    const kept = { ...good, source: 'accessKey', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }
    expect(fieldErrors(kept, true)).toEqual({})
    expect(typedSecret(kept)).toBeNull()
    expect(typedSecret({ ...kept, secret: ' s ', sessionToken: ' t ' })).toEqual({
      secretAccessKey: 's',
      sessionToken: 't',
    })
  })

  test('single sign-on needs a start address and its Region', () => {
    const sso = { ...good, source: 'sso' }
    expect(Object.keys(fieldErrors(sso))).toEqual(['startUrl', 'ssoRegion'])
    const named = { startUrl: 'https://example.awsapps.com/start', ssoRegion: 'eu-central-1' }
    expect(fieldErrors({ ...sso, ...named })).toEqual({})
  })

  test.each([
    ['arn:aws:iam::111122223333:role/Operators', {}],
    ['arn:aws-cn:iam::111122223333:role/path/Operators', {}],
    ['Operators', { roles: expect.any(String) }],
    ['arn:aws:iam::111122223333:user/mira', { roles: expect.any(String) }],
  ])('a role %s', (arn, errors) => {
    expect(fieldErrors({ ...good, roles: [{ arn, externalId: '', mfaSerial: '' }] })).toEqual(errors)
  })

  test.each(['http://kms.example.net', 'ftp://localhost', 'localhost:4566', 'http://localhost.example.net'])(
    'the endpoint %s',
    (endpoint) => {
      expect(fieldErrors({ ...good, endpoint })).toHaveProperty('endpoint')
    },
  )

  test.each(['https://kms.lab.example.net:8443', 'http://localhost:4566', 'http://127.0.0.1:5000'])(
    'but not the endpoint %s',
    (endpoint) => {
      expect(fieldErrors({ ...good, endpoint })).toEqual({})
    },
  )
})

test('a draft is trimmed, and what is empty is none', () => {
  const role = { arn: ' arn:aws:iam::111122223333:role/Operators ', externalId: '', mfaSerial: ' GAHT1 ' }
  expect(draftOf({ ...good, name: ' production ', endpoint: '  ', roles: [role] })).toEqual({
    name: 'production',
    credentials: { from: 'profile', profile: 'production' },
    regions: ['eu-central-1'],
    roles: [{ arn: 'arn:aws:iam::111122223333:role/Operators', externalId: null, mfaSerial: 'GAHT1' }],
    endpoint: null,
    stsEndpoint: null,
    signInEndpoint: null,
  })
  for (const from of ['environment', 'machine'] as const)
    expect(draftOf({ ...good, source: from }).credentials).toEqual({ from })
})

test('a changed connection keeps its account and role while it signs in at the same place', () => {
  const credentials = {
    from: 'sso',
    startUrl: 'https://example.awsapps.com/start',
    ssoRegion: 'eu-central-1',
    account: '111122223333',
    role: 'Operators',
  } as const
  const before = { ...draftOf(good), credentials } as unknown as Connection
  const fields = fieldsFor(before, profiles)
  expect(draftOf(fields, before).credentials).toEqual(credentials)
  expect(draftOf({ ...fields, ssoRegion: 'us-east-1' }, before).credentials).toMatchObject({
    account: null,
    role: null,
  })
})

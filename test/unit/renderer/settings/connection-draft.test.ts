import { describe, expect, test } from 'vitest'
import {
  draftOf,
  fieldErrors,
  fieldsFor,
  sourceOf,
  withSource,
} from '../../../../src/renderer/src/settings/connection-draft.ts'

const profiles = [
  { name: 'production', region: 'eu-central-1', kind: 'unknown' as const },
  { name: 'media', region: 'ap-southeast-2', kind: 'unknown' as const },
]
const good = { name: 'production', source: sourceOf('production'), region: 'eu-central-1', endpoint: '' }

test('the only profile is chosen already', () => {
  expect(fieldsFor(null, profiles.slice(0, 1))).toEqual(good)
  expect(fieldsFor(null, profiles).source).toBe('')
})

test('name and Region follow the profile until they are typed', () => {
  const media = withSource(good, sourceOf('media'), profiles)
  expect(media).toMatchObject({ name: 'media', region: 'ap-southeast-2', kind: 'unknown' as const })
  const typed = withSource({ ...good, name: 'mine', region: 'eu-north-1' }, sourceOf('media'), profiles)
  expect(typed).toMatchObject({ name: 'mine', region: 'eu-north-1', kind: 'unknown' as const })
})

describe('what stands in the way of saving', () => {
  test('is nothing in a good form', () => {
    expect(fieldErrors(good)).toEqual({})
  })

  test.each([
    ['Frankfurt', 'region'],
    ['eu-central', 'region'],
  ])('a Region like %s', (region, field) => {
    expect(Object.keys(fieldErrors({ ...good, region }))).toEqual([field])
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

test('a draft is trimmed, and an empty endpoint is none', () => {
  expect(draftOf({ ...good, name: ' production ', endpoint: '  ' })).toEqual({
    name: 'production',
    credentials: { from: 'profile', profile: 'production' },
    region: 'eu-central-1',
    endpoint: null,
  })
  expect(draftOf({ ...good, source: 'environment' }).credentials).toEqual({ from: 'environment' })
})

import { expect, it } from 'vitest'
import { stsPlaceOf } from '../../../../src/main/credentials/sts-calls.ts'

const draft = {
  name: 'Studio',
  credentials: { from: 'environment' } as const,
  roles: [],
  regions: ['eu-central-1', 'us-east-1'],
  endpoint: null,
  stsEndpoint: null,
  signInEndpoint: null,
}

it.each<[string, { endpoint?: string; stsEndpoint?: string }, string | null]>([
  ['AWS’s own, in the first Region', {}, null],
  ['AWS’s own beside a VPC endpoint of KMS', { endpoint: 'https://kms.example.com' }, null],
  [
    'the emulator, whose keys are nobody’s at AWS',
    { endpoint: 'http://localhost:4566' },
    'http://localhost:4566',
  ],
  [
    'the connection’s own where it has one',
    { endpoint: 'http://localhost:4566', stsEndpoint: 'https://sts.example.com' },
    'https://sts.example.com',
  ],
])('STS is asked at %s', (_what, change, endpoint) => {
  expect(stsPlaceOf({ ...draft, ...change })).toEqual({ region: 'eu-central-1', endpoint })
})

it('STS is never asked over plain http elsewhere', () => {
  expect(() => stsPlaceOf({ ...draft, stsEndpoint: 'http://sts.example.com' })).toThrow(
    expect.objectContaining({ code: 'INVALID_REQUEST' }),
  )
})

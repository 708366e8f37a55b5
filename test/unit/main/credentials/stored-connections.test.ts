import { describe, expect, it } from 'vitest'
import { checkedDraft, storedConnections } from '../../../../src/main/credentials/stored-connections.ts'

const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
const one = {
  id,
  name: 'Studio',
  credentials: { from: 'profile', profile: 'studio' },
  region: 'eu-central-1',
  endpoint: 'https://kms.example.com',
  accounts: ['111122223333'],
} as const

describe('the document of connections', () => {
  it('of version 1 is read as it was meant: its one Region, no roles, AWS’s own STS', () => {
    const { region, ...kept } = one
    expect(storedConnections.parse({ version: 1, connections: [one] })).toEqual({
      version: 2,
      connections: [{ ...kept, regions: [region], roles: [], stsEndpoint: null, signInEndpoint: null }],
    })
  })

  it('of version 1 with the environment, and with none, is read too', () => {
    const document = { version: 1, connections: [{ ...one, credentials: { from: 'environment' } }] }
    expect(storedConnections.parse(document).connections).toMatchObject([
      { credentials: { from: 'environment' } },
    ])
    expect(storedConnections.parse({ version: 1, connections: [] })).toEqual({ version: 2, connections: [] })
  })

  it.each([
    ['of a version that nobody wrote', { version: 3, connections: [] }],
    ['with a field that nobody wrote', { version: 1, connections: [{ ...one, secret: 'x' }] }],
    ['of version 2 with one Region as in version 1', { version: 2, connections: [one] }],
    ['that is none', []],
  ])('%s is refused, so that it is set aside', (_what, document) => {
    expect(storedConnections.safeParse(document).success).toBe(false)
  })
})

it('a draft names each Region once, and every endpoint is held to the rule', () => {
  const draft = {
    name: 'Studio',
    credentials: { from: 'environment' } as const,
    roles: [],
    regions: ['us-east-1', 'eu-west-1', 'us-east-1'],
    endpoint: null,
    stsEndpoint: null,
    signInEndpoint: null,
  }
  expect(checkedDraft(draft).regions).toEqual(['us-east-1', 'eu-west-1'])
  for (const field of ['endpoint', 'stsEndpoint', 'signInEndpoint'])
    expect(() => checkedDraft({ ...draft, [field]: 'http://example.com' })).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST', facts: { field } }),
    )
})

import { beforeEach, describe, expect, it } from 'vitest'
import { Connections } from '../../../../src/main/credentials/connections.ts'
import { connectionHandlers } from '../../../../src/main/ipc/handlers/connection-handlers.ts'
import { contract } from '../../../../src/shared/contract.ts'
import type { ConnectionDraft } from '../../../../src/shared/model/connection.ts'
import { MemoryKeyCache } from '../../../support/memory-key-cache.ts'
import { KeystoreDouble } from '../doors/support/keystore-double.ts'

const secret = { secretAccessKey: 'canary/secret/of/an/access/key/of/40/chars', sessionToken: 'canary-token' }
const draft: ConnectionDraft = {
  name: 'Studio',
  credentials: { from: 'accessKey', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  roles: [],
  regions: ['eu-central-1'],
  endpoint: 'http://127.0.0.1:9',
  stsEndpoint: null,
  signInEndpoint: null,
}

let keystore: KeystoreDouble
let handle: ReturnType<typeof connectionHandlers>
beforeEach(() => {
  keystore = new KeystoreDouble()
  const connections = new Connections({
    storage: { read: async () => undefined, write: async () => undefined },
    environment: { AWS_CONFIG_FILE: '/nonexistent/a', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/b' },
    now: () => new Date(0),
    newId: () => crypto.randomUUID(),
    limits: { maxAttempts: 1 },
    cache: new MemoryKeyCache(),
    keeper: keystore,
    openPage: async () => undefined,
  })
  handle = connectionHandlers({ connections })
})

describe('calls about connections', () => {
  it('answer by the contract, and no answer holds what was typed', async () => {
    const saved = await handle['connections.save']({ id: null, draft, secret })
    const answers = {
      'connections.save': saved,
      'connections.list': await handle['connections.list']({}),
      'connections.profiles': await handle['connections.profiles']({}),
      'connections.questions': await handle['connections.questions']({}),
    } as const
    for (const [name, answer] of Object.entries(answers))
      expect(contract[name as keyof typeof answers].out.safeParse(answer).success, name).toBe(true)
    expect(JSON.stringify(answers)).not.toMatch(/canary/)
    expect(keystore.secrets.size).toBe(1)
  })

  it.each([
    'connections.signIn',
    'connections.signOut',
    'connections.cancelSignIn',
    'connections.test',
  ] as const)('of one that is gone are refused: %s', async (name) => {
    const input = { id: crypto.randomUUID(), by: 'browser' } as const
    await expect(async () => handle[name](input)).rejects.toMatchObject({ code: 'CONNECTION_NOT_FOUND' })
  })

  it('refuse accounts and roles of a connection without single sign-on', async () => {
    const { id } = await handle['connections.save']({ id: null, draft, secret })
    await expect(async () => handle['connections.ssoRoles']({ id })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
    })
  })

  it('take an answer to a question that nobody asks any more', async () => {
    expect(await handle['connections.answer']({ questionId: 'gone', code: '123456' })).toEqual({})
  })

  it('forget a connection with its secret', async () => {
    const { id } = await handle['connections.save']({ id: null, draft, secret })
    await handle['connections.remove']({ id })
    expect(keystore.secrets.size).toBe(0)
    expect(await handle['connections.list']({})).toEqual({ connections: [] })
  })
})

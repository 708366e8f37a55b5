import { beforeEach, describe, expect, it } from 'vitest'
import { ConnectionCredentials } from '../../../../src/main/credentials/connection-credentials.ts'
import type { AwsCredentials } from '../../../../src/main/credentials/sts-calls.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

const minutes = 60_000
let now: number
let made: number
let ended: number
let give: () => Promise<AwsCredentials>
let credentials: ConnectionCredentials

const until = (expiration: number | null): AwsCredentials => ({
  accessKeyId: `AKIA${made}`,
  secretAccessKey: 's',
  ...(expiration === null ? {} : { expiration: new Date(expiration) }),
})

beforeEach(() => {
  now = 0
  made = 0
  ended = 0
  give = async () => {
    made += 1
    return until(60 * minutes)
  }
  credentials = new ConnectionCredentials({
    make: async () => () => give(),
    now: () => new Date(now),
    onEnded: () => (ended += 1),
  })
})

describe('the credentials of a connection', () => {
  it('are fetched once for all who wait, and kept', async () => {
    await Promise.all([credentials.provider(), credentials.provider()])
    await credentials.provider()
    expect(made).toBe(1)
    expect(credentials.endsAt).toEqual(new Date(60 * minutes))
  })

  it('are fetched again before they end', async () => {
    await credentials.provider()
    now = 56 * minutes
    expect(await credentials.provider()).toMatchObject({ accessKeyId: 'AKIA2' })
  })

  it('that came just now are used, though a fast clock has them ended', async () => {
    now = 90 * minutes
    await credentials.provider()
    await credentials.provider()
    expect(made).toBe(1)
    now += minutes
    await credentials.provider()
    expect(made).toBe(2)
  })

  it('without an end are kept', async () => {
    give = async () => until(null)
    await credentials.provider()
    expect(credentials.endsAt).toBeNull()
  })

  it('that a person would not answer for are not asked for again before somebody says so', async () => {
    give = async () => {
      made += 1
      throw new VaultError('CANCELLED', 'cancelled')
    }
    await expect(credentials.provider()).rejects.toMatchObject({ code: 'CANCELLED' })
    await expect(credentials.provider()).rejects.toMatchObject({ code: 'KMS_CREDENTIALS_EXPIRED' })
    expect([made, ended]).toEqual([1, 1])
    credentials.forget()
    await expect(credentials.provider()).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(made).toBe(2)
  })

  it('that could not be had for another reason are tried again by the next call', async () => {
    const good = give
    give = async () => {
      throw Object.assign(new Error('no such profile'), { name: 'CredentialsProviderError' })
    }
    await expect(credentials.provider()).rejects.toThrow('no such profile')
    give = good
    expect(await credentials.provider()).toMatchObject({ accessKeyId: 'AKIA1' })
    expect(ended).toBe(1)
  })

  it('that cannot be fetched without a network have not ended', async () => {
    give = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    }
    await expect(credentials.provider()).rejects.toThrow('ENOTFOUND')
    expect(ended).toBe(0)
  })

  it('that AWS does not take any more are fetched anew', async () => {
    await credentials.provider()
    credentials.watch()(new VaultError('KMS_CREDENTIALS_EXPIRED', 'ended'))
    expect(ended).toBe(1)
    await credentials.provider()
    expect(made).toBe(2)
  })

  it('say nothing of themselves by the failure of a call that began before a sign-in, or by another failure', async () => {
    const failed = credentials.watch()
    credentials.watch()(new VaultError('KMS_ACCESS_DENIED', 'denied'))
    credentials.forget()
    failed(new VaultError('KMS_CREDENTIALS_EXPIRED', 'ended'))
    expect(ended).toBe(0)
  })

  it('that come after they were forgotten are not kept', async () => {
    const slow = Promise.withResolvers<AwsCredentials>()
    const good = give
    give = () => slow.promise
    const first = credentials.provider()
    await new Promise((resolve) => setImmediate(resolve))
    credentials.forget()
    give = good
    slow.resolve(until(null))
    await first
    expect(await credentials.provider()).toMatchObject({ accessKeyId: 'AKIA1' })
  })
})

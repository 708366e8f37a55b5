import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VaultError } from '../../../src/shared/vault-error.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { ConnectionsWorld } from './connections-world.ts'

const chosen = { account: '111122223333', role: 'KeyUser' }

let world: ConnectionsWorld
beforeEach(async () => {
  world = await ConnectionsWorld.start()
  world.aws.kms.createKey({ alias: 'payroll' })
})
afterEach(() => world.stop())

/** A connection whose account and role are chosen, not signed in to. */
const connect = async () => {
  const { id } = await world.connections.save(null, world.sso(chosen))
  await world.settled(id)
  return id
}
const operations = () => world.aws.kms.calls.map(({ operation }) => operation)

describe('signing in with the browser', () => {
  it('asks for nothing before a person signs in, and says that it is needed', async () => {
    const id = await connect()
    expect(await world.shown(id)).toMatchObject({
      signIn: { state: 'needed' },
      status: { state: 'failed', problem: { code: 'KMS_CREDENTIALS_EXPIRED' } },
    })
    expect(operations()).toEqual([])
  })

  it('goes by code and PKCE over a loopback address, then reads the keys with the role’s credentials', async () => {
    const id = await connect()
    await world.connections.signIns.signIn(id, 'browser')
    const shown = await world.settled(id)
    expect(shown).toMatchObject({
      signIn: { state: 'signedIn' },
      status: { state: 'read', keyCount: 1 },
      accounts: ['111122223333'],
      identity: { account: '111122223333' },
    })
    expect(shown.sessionEndsAt).not.toBeNull()
    const page = new URL(world.pages[0] ?? '')
    expect(page.searchParams.get('code_challenge_method')).toBe('S256')
    expect(page.searchParams.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/)
    expect(world.aws.sso.clients[0]).toMatchObject({
      grantTypes: ['authorization_code', 'refresh_token'],
      scopes: ['sso:account:access'],
    })
  })

  it('lists accounts and roles once signed in, and refuses before', async () => {
    const { id } = await world.connections.save(null, world.sso())
    await expect(world.connections.signIns.roles(id)).rejects.toMatchObject({
      code: 'KMS_CREDENTIALS_EXPIRED',
    })
    await world.connections.signIns.signIn(id, 'browser')
    expect(await world.connections.signIns.roles(id)).toEqual([
      { account: '444455556666', accountName: 'Keyhold archive', role: 'KeyUser' },
      { account: '111122223333', accountName: 'Keyhold media', role: 'KeyAdministrator' },
      { account: '111122223333', accountName: 'Keyhold media', role: 'KeyUser' },
    ])
    await world.connections.save(id, world.sso(chosen))
    expect(await world.settled(id)).toMatchObject({
      signIn: { state: 'signedIn' },
      status: { state: 'read' },
    })
  })

  it('that is declined there fails in words', async () => {
    const id = await connect()
    world.aws.sso.browserAllows = false
    await world.connections.signIns.signIn(id, 'browser')
    expect((await world.shown(id)).signIn).toMatchObject({
      state: 'failed',
      problem: { code: 'SIGN_IN_FAILED', facts: { reason: 'access_denied' } },
    })
  })

  it('takes no code that comes with another state, and goes on waiting for its own', async () => {
    const id = await connect()
    world.browser = async (url) => {
      const back = new URL(new URL(url).searchParams.get('redirect_uri') ?? '')
      back.search = '?code=stolen&state=guessed'
      expect((await fetch(back)).status).toBe(404)
      back.search = '?code=stolen'
      expect((await fetch(back)).status).toBe(404)
      await fetch(url)
    }
    await world.connections.signIns.signIn(id, 'browser')
    expect((await world.shown(id)).signIn.state).toBe('signedIn')
  })

  it('answers the browser with a page that holds nothing, and is gone afterwards', async () => {
    const id = await connect()
    const answers: Response[] = []
    world.browser = async (url) => {
      answers.push(await fetch(url))
    }
    await world.connections.signIns.signIn(id, 'browser')
    const [answer] = answers
    expect(await answer?.text()).toContain('You can close this window')
    expect(answer?.headers.get('content-security-policy')).toBe("default-src 'none'")
    await expect(fetch(answer?.url ?? '')).rejects.toThrow()
  })

  it('can be given up, and leaves things as they were', async () => {
    const id = await connect()
    world.browser = async () => undefined
    const signing = world.connections.signIns.signIn(id, 'browser')
    await world.until(id, ({ signIn }) => signIn.state === 'waiting')
    await world.connections.signIns.cancel(id)
    await signing
    expect((await world.shown(id)).signIn).toEqual({ state: 'needed' })
  })

  it('begun anew takes the place of the one before', async () => {
    const id = await connect()
    world.browser = async () => undefined
    const first = world.connections.signIns.signIn(id, 'browser')
    await world.until(id, ({ signIn }) => signIn.state === 'waiting')
    world.browser = (url) => fetch(url)
    await world.connections.signIns.signIn(id, 'browser')
    await first
    expect((await world.shown(id)).signIn.state).toBe('signedIn')
  })

  it('never sends the browser to another host than that of the sign-in', async () => {
    const elsewhere = world.sso(chosen)
    const { id } = await world.connections.save(null, elsewhere)
    await world.connections.signIns.signIn(id, 'browser')
    const hosts = world.pages.map((page) => new URL(page).host)
    expect(hosts).toEqual([new URL(world.aws.endpoint).host])
  })
})

describe('signing in by a code', () => {
  it('shows address and code, waits until the person typed it, and is signed in', async () => {
    const id = await connect()
    Object.assign(world.aws.sso, { pollSeconds: 0.01 })
    world.browser = async () => undefined
    const signing = world.connections.signIns.signIn(id, 'device')
    const waiting = await world.until(id, ({ signIn }) => signIn.state === 'waiting')
    const [device] = world.aws.sso.devices
    expect(waiting.signIn).toMatchObject({
      by: 'device',
      url: `${world.aws.endpoint}/device`,
      userCode: device?.userCode,
    })
    await fetch(`${world.aws.endpoint}/device?user_code=${device?.userCode}`)
    await signing
    expect(await world.settled(id)).toMatchObject({
      signIn: { state: 'signedIn' },
      status: { state: 'read' },
    })
  })

  it('with a start address that AWS does not know fails in words', async () => {
    const { id } = await world.connections.save(
      null,
      world.sso({ startUrl: 'https://nobody.awsapps.com/start' }),
    )
    await world.connections.signIns.signIn(id, 'device')
    expect((await world.shown(id)).signIn).toMatchObject({
      state: 'failed',
      problem: { code: 'SIGN_IN_FAILED', facts: { reason: 'invalid_request' } },
    })
  })
})

describe('a sign-in', () => {
  it('is there again after a start of the app, from the keystore alone', async () => {
    const id = await connect()
    await world.connections.signIns.signIn(id, 'browser')
    await world.connections.close()
    world.open()
    await world.connections.readNew()
    expect(await world.settled(id)).toMatchObject({
      signIn: { state: 'signedIn' },
      status: { state: 'read' },
    })
    expect(world.pages).toHaveLength(1)
  })

  it('is renewed before its token ends, without a person', async () => {
    world.aws.sso.tokenSeconds = 600
    const id = await connect()
    await world.connections.signIns.signIn(id, 'browser')
    await world.settled(id)
    const [before] = world.aws.sso.tokens.map(({ accessToken }) => accessToken)
    world.ahead = 400_000
    world.aws.kms.passTime(400_000)
    await world.connections.readAll()
    expect(world.aws.sso.tokens.map(({ accessToken }) => accessToken)).not.toContain(before)
    expect((await world.shown(id)).status.state).toBe('read')
  })

  it('whose token ended and cannot be renewed is needed again, and says since when', async () => {
    world.aws.sso.tokenSeconds = 600
    const id = await connect()
    await world.connections.signIns.signIn(id, 'browser')
    const before = await world.settled(id)
    world.aws.sso.refreshes = false
    world.ahead = 700_000
    await world.connections.readAll()
    expect(await world.shown(id)).toMatchObject({
      signIn: { state: 'needed' },
      sessionEndsAt: before.sessionEndsAt,
      status: { problem: { code: 'KMS_CREDENTIALS_EXPIRED' } },
    })
  })

  it('whose secrets could not be reached is tried again once the keystore is open', async () => {
    const id = await connect()
    await world.connections.signIns.signIn(id, 'browser')
    await world.settled(id)
    await world.connections.close()
    const keeper = world.keeper as KeystoreDouble
    keeper.failure = new VaultError('KEYCHAIN_LOCKED', 'the keychain is locked')
    world.open()
    await world.connections.readNew()
    expect((await world.shown(id)).status).toMatchObject({ problem: { code: 'SECRET_NOT_KEPT' } })
    keeper.failure = null
    await world.connections.signIns.secretsOpened()
    expect(await world.settled(id)).toMatchObject({
      signIn: { state: 'signedIn' },
      status: { state: 'read' },
    })
  })

  it('that the service ended is needed again; who waits goes on once somebody signed in', async () => {
    const id = await connect()
    await world.connections.signIns.signIn(id, 'browser')
    await world.settled(id)
    world.aws.sso.tokens.length = 0
    await world.connections.readAll()
    expect(await world.shown(id)).toMatchObject({ signIn: { state: 'needed' } })
    expect(world.connections.hasEnded(id)).toBe(true)
    const waiting = world.connections.waitUntilUsable(id)
    await world.connections.signIns.signIn(id, 'browser')
    await waiting
    expect((await world.settled(id)).status.state).toBe('read')
  })

  it('is ended by signing out, here, in the keystore and at the service', async () => {
    const id = await connect()
    await world.connections.signIns.signIn(id, 'browser')
    await world.settled(id)
    await world.connections.signIns.signOut(id)
    expect((await world.shown(id)).signIn).toEqual({ state: 'needed' })
    expect(operations()).toContain('Logout')
    const kept = await world.keeper.getSecret({ name: `connection/${id}/sso`, purpose: 'aws single sign-on' })
    expect(kept).toBeNull()
  })

  it('of one place is of no use at another: what is kept is never sent there', async () => {
    const id = await connect()
    await world.connections.signIns.signIn(id, 'browser')
    await world.settled(id)
    await world.connections.save(id, world.sso({ ...chosen, ssoRegion: 'eu-west-1' }))
    expect(await world.settled(id)).toMatchObject({ signIn: { state: 'needed' } })
  })

  it('is refused while the keystore is not open: no browser opens, and nothing is kept', async () => {
    const keeper = new KeystoreDouble()
    keeper.failure = new VaultError('KEYSTORE_NOT_SET_UP', 'there is no key store yet')
    await world.stop()
    world = await ConnectionsWorld.start(keeper)
    const id = await connect()
    await world.connections.signIns.signIn(id, 'browser')
    expect((await world.shown(id)).signIn).toMatchObject({
      state: 'failed',
      problem: { code: 'SECRET_NOT_KEPT', facts: { because: 'KEYSTORE_NOT_SET_UP' } },
    })
    expect([world.pages, [...keeper.secrets]]).toEqual([[], []])
  })
})

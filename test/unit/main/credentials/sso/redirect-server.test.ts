import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  startRedirectServer,
  type RedirectServer,
} from '../../../../../src/main/credentials/sso/redirect-server.ts'

const state = 'a state that nobody guesses'
let server: RedirectServer
beforeEach(async () => {
  server = await startRedirectServer(state)
})
afterEach(() => server.close())

const ask = (query: Record<string, string>, path = '', method = 'GET') =>
  fetch(`${server.redirectUri}${path}?${new URLSearchParams(query)}`, { method })

describe('the address that the browser comes back to', () => {
  it('is on this computer alone', () => {
    expect(server.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*\/oauth\/callback$/)
  })

  it('takes the code that comes with its own state', async () => {
    const answer = await ask({ state, code: 'c1' })
    expect([answer.status, await server.code]).toEqual([200, 'c1'])
    expect(await answer.text()).not.toContain('c1')
  })

  it.each<[string, Parameters<typeof ask>]>([
    ['no state', [{ code: 'c1' }]],
    ['another state', [{ state: `${state}x`, code: 'c1' }]],
    ['another path', [{ state, code: 'c1' }, '/more']],
    ['another method', [{ state, code: 'c1' }, '', 'POST']],
  ])('lets a request with %s pass by, and goes on waiting', async (_what, request) => {
    expect((await ask(...request)).status).toBe(404)
    await ask({ state, code: 'own' })
    expect(await server.code).toBe('own')
  })

  it('says why the person was not let in, in a name and no more', async () => {
    const answer = await ask({ state, error: 'access_denied', error_description: '<script>' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain('script')
    await expect(server.code).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
      facts: { reason: 'access_denied' },
    })
  })

  it('is gone after one answer', async () => {
    await ask({ state, code: 'c1' })
    await expect(ask({ state, code: 'c2' })).rejects.toThrow('fetch failed')
    expect(await server.code).toBe('c1')
  })

  it('that is closed gives no code any more', async () => {
    server.close()
    await expect(server.code).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

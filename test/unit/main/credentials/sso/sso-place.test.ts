import { describe, expect, it } from 'vitest'
import { isPageOf, ssoPlace } from '../../../../../src/main/credentials/sso/sso-place.ts'

const settings = {
  startUrl: 'https://example.awsapps.com/start#/',
  ssoRegion: 'eu-central-1',
  signInEndpoint: null,
}

describe('where a sign-in happens', () => {
  it.each([
    ['eu-central-1', 'amazonaws.com'],
    ['us-gov-west-1', 'amazonaws.com'],
    ['cn-north-1', 'amazonaws.com.cn'],
    ['eusc-de-east-1', 'amazonaws.eu'],
  ])('is AWS’s own service of the Region and partition: %s', (ssoRegion, suffix) => {
    const { oidc, portal } = ssoPlace({ ...settings, ssoRegion })
    expect([oidc, portal]).toEqual([
      `https://oidc.${ssoRegion}.${suffix}`,
      `https://portal.sso.${ssoRegion}.${suffix}`,
    ])
  })

  it('is the endpoint for both where there is one', () => {
    const place = ssoPlace({ ...settings, signInEndpoint: 'http://127.0.0.1:4566/' })
    expect([place.oidc, place.portal]).toEqual(['http://127.0.0.1:4566', 'http://127.0.0.1:4566'])
  })

  it.each([
    ['startUrl', { startUrl: 'http://example.awsapps.com/start' }],
    ['signInEndpoint', { signInEndpoint: 'http://example.com' }],
  ])('is refused where it is not encrypted: %s', (field, change) => {
    expect(() => ssoPlace({ ...settings, ...change })).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST', facts: { field } }),
    )
  })
})

describe('the pages that the browser may be sent to', () => {
  const place = ssoPlace(settings)
  it.each([
    'https://oidc.eu-central-1.amazonaws.com/authorize?client_id=a',
    'https://device.sso.eu-central-1.amazonaws.com/?user_code=ABCD-EFGH',
    'https://example.awsapps.com/start/#/device',
  ])('are those of the sign-in: %s', (page) => {
    expect(isPageOf(place, page)).toBe(true)
  })

  it.each([
    'http://oidc.eu-central-1.amazonaws.com/authorize',
    'https://oidc.us-east-1.amazonaws.com/authorize',
    'https://oidc.eu-central-1.amazonaws.com.evil.example/authorize',
    'https://user@oidc.eu-central-1.amazonaws.com/authorize',
    'https://oidc.eu-central-1.amazonaws.com:8443/authorize',
    'https://other.awsapps.com/start',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'not an address',
  ])('are no others: %s', (page) => {
    expect(isPageOf(place, page)).toBe(false)
  })

  it('are an emulator’s on this computer, at its own port alone', () => {
    const local = ssoPlace({ ...settings, signInEndpoint: 'http://127.0.0.1:4566' })
    expect(isPageOf(local, 'http://127.0.0.1:4566/device')).toBe(true)
    expect(isPageOf(local, 'http://127.0.0.1:4567/device')).toBe(false)
  })
})

import { checkedEndpoint } from '../endpoint-rule.ts'
import { partitionOf } from '../partition-of.ts'

/** Where a sign-in with IAM Identity Center happens. */
export interface SsoPlace {
  readonly startUrl: string
  readonly region: string
  /** Address of the token service, without a slash at the end. */
  readonly oidc: string
  /** Address of the service that knows accounts and roles. */
  readonly portal: string
  /** Hosts (with their port) of addresses that the browser may be sent to. */
  readonly pages: ReadonlySet<string>
}

/** DNS suffixes of partitions; `aws` and `aws-us-gov` share one. */
const suffixes: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-eusc': 'amazonaws.eu',
}

export interface SsoSettings {
  readonly startUrl: string
  readonly ssoRegion: string
  /** In place of AWS's own services: an emulator. */
  readonly signInEndpoint: string | null
}

/** AWS's own services of the Region, or the endpoint for both. Throws INVALID_REQUEST for an address that may not be used. */
export function ssoPlace({ startUrl, ssoRegion: region, signInEndpoint }: SsoSettings): SsoPlace {
  const start = new URL(checkedEndpoint(startUrl.replace(/[?#].*$/, ''), 'startUrl') ?? '')
  const endpoint = checkedEndpoint(signInEndpoint, 'signInEndpoint')?.replace(/\/+$/, '')
  const suffix = suffixes[partitionOf(region)] ?? 'amazonaws.com'
  const oidc = endpoint ?? `https://oidc.${region}.${suffix}`
  const pages = new Set([start.host, new URL(oidc).host])
  if (endpoint === undefined) pages.add(`device.sso.${region}.${suffix}`)
  return { startUrl, region, oidc, portal: endpoint ?? `https://portal.sso.${region}.${suffix}`, pages }
}

/** True for an address of this sign-in: https on one of its hosts, or an emulator's on this computer. */
export function isPageOf(place: SsoPlace, address: string): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  if (!place.pages.has(url.host)) return false
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
}

import { VaultError } from '../../shared/vault-error.ts'

const loopback: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** True for an address of this very machine. */
export function isLoopback(address: string): boolean {
  return loopback.includes(URL.parse(address)?.hostname ?? '')
}

/**
 * The endpoint of a connection as it may be used: https, or http to this very machine for an emulator (SECURITY.md point
 * 35). Null stays null: AWS's own endpoint. Throws INVALID_REQUEST with the fact `field`.
 */
export function checkedEndpoint(endpoint: string | null, field = 'endpoint'): string | null {
  if (endpoint === null) return null
  const refused = (message: string): VaultError =>
    new VaultError('INVALID_REQUEST', message, { facts: { field } })
  const url = URL.parse(endpoint)
  if (url === null) throw refused('the endpoint is not an address')
  const encrypted = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(endpoint))
  if (!encrypted) throw refused('the endpoint must be https; http is taken only for this computer itself')
  if (url.username !== '' || url.password !== '')
    throw refused('the endpoint must not hold a user or a password')
  if (url.search !== '' || url.hash !== '') throw refused('the endpoint must not hold a query or a fragment')
  return endpoint
}

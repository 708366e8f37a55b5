import type { Shell } from 'electron'
import { VaultError } from '../../shared/vault-error.ts'

/** The only hosts the system's browser is ever sent to, by whole name. */
const allowedHosts: ReadonlySet<string> = new Set(['docs.aws.amazon.com'])

/** Whether an address may be handed to the system's browser: plain https, no user, no port, a host of the list. */
export function isExternalLinkAllowed(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  const isPlain = url.username === '' && url.password === '' && url.port === ''
  // The address must be its own normal form: nothing that a parser had to tidy up gets through.
  return url.protocol === 'https:' && isPlain && allowedHosts.has(url.hostname) && url.href === address
}

/** Opens an address in the system's browser, here alone (SECURITY.md point 11). Throws INVALID_REQUEST. */
export async function openExternalLink(shell: Pick<Shell, 'openExternal'>, address: string): Promise<void> {
  if (!isExternalLinkAllowed(address)) {
    throw new VaultError('INVALID_REQUEST', 'this address is not one that Keyhold opens')
  }
  await shell.openExternal(address)
}

/**
 * Opens the page of single sign-on where a person signs in: https, or http to this very computer (an emulator). That it is
 * on a host of the connection's own was checked by the sign-in, which alone calls this. Throws INVALID_REQUEST.
 */
export async function openSignInPage(shell: Pick<Shell, 'openExternal'>, address: string): Promise<void> {
  const url = URL.parse(address)
  const isHere = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  const isPlain = url !== null && url.username === '' && url.password === '' && url.href === address
  if (!isPlain || (url.protocol !== 'https:' && !isHere))
    throw new VaultError('INVALID_REQUEST', 'this address is not one to sign in at')
  await shell.openExternal(address)
}

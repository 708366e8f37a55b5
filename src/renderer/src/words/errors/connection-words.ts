import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'
import type { ErrorWordsByCode } from './error-text.ts'
import { fact } from './facts.ts'

/** Why the key store of this computer does not keep a secret, by its own code. */
const reasons: Readonly<Record<string, string>> = {
  KEYSTORE_NOT_SET_UP: 'There is no key store on this computer yet.',
  KEYCHAIN_UNAVAILABLE: 'The system keychain cannot be reached.',
  KEYCHAIN_LOCKED: 'The system keychain is locked.',
}
const whyNot = (facts: VaultErrorFacts): string =>
  reasons[fact(facts, 'because') ?? ''] ?? 'The key store on this computer is not open.'

/** What single sign-on says where it refuses, in OAuth's names and in the service's own. */
const refusals: Readonly<Record<string, string>> = {
  access_denied: 'It was declined in the browser.',
  AccessDeniedException: 'It was declined in the browser.',
  expired_token: 'The code ended before somebody typed it in.',
  ExpiredTokenException: 'The code ended before somebody typed it in.',
  InvalidRequestException: 'The start address or its Region is not one that AWS knows.',
  invalid_request: 'The start address or its Region is not one that AWS knows.',
  'no browser': 'No browser could be opened.',
  'no way back': 'The browser could not come back to Keyhold.',
  'another host': 'The page to sign in at is not on the host of the start address.',
}

/** Words for connections to AWS: secrets that are sealed for them, and signing in. */
export const connectionWords = {
  SECRET_NOT_KEPT: (facts) => ({
    title: 'Keyhold cannot reach its sealed secrets now',
    why: `${whyNot(facts)} Access keys and sign-ins are sealed in it and stand in no file.`,
    next: 'Open it under Settings, This computer, then try again.',
  }),
  SIGN_IN_FAILED: (facts) => ({
    title: 'Signing in did not work',
    why: refusals[fact(facts, 'reason') ?? ''] ?? 'Single sign-on refused.',
    next: 'Try again, or sign in by code.',
  }),
} satisfies ErrorWordsByCode

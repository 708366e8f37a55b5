import type { PolicyStatement } from '../../../shared/model/key-page.ts'

type Right = PolicyStatement['may'][number]

const uses: Readonly<Record<string, string>> = {
  ENCRYPT_DECRYPT: 'Encrypt and open',
  SIGN_VERIFY: 'Sign and verify',
  GENERATE_VERIFY_MAC: 'Make MACs',
  KEY_AGREEMENT: 'Agree on secrets',
}

const rights: Readonly<Record<Exclude<Right, 'use'>, string>> = {
  everything: 'All',
  administer: 'Change',
  grant: 'Grant',
  read: 'See facts',
  delete: 'Delete',
  other: 'Other',
}

/** A right of a policy in one or two words. `usage`: of the key. */
export const rightChips = (right: Right, usage: string | null): string =>
  right === 'use' ? (uses[usage ?? ''] ?? 'Use') : rights[right]

import type { VaultError } from '../../../shared/vault-error.ts'

/** How one attempt to give a staged file one final name ended. */
export type Placed =
  /** `certain` = the system said so itself; else it reported an error and the name is there all the same. */
  | { readonly kind: 'placed'; readonly certain: boolean }
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly error: VaultError }
  | { readonly kind: 'indeterminate'; readonly error: VaultError }

export type LinkPlaced = Placed | { readonly kind: 'noHardLinks' }

import { VaultError } from '../../shared/vault-error.ts'

/** Stands for an operation until it is built. */
export async function notBuilt(): Promise<never> {
  throw new VaultError('INTERNAL', 'this operation is not built yet')
}

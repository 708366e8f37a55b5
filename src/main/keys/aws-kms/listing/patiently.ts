import { isVaultError } from '../../../../shared/vault-error.ts'

/** A reading goes on at half the pace after each of these; standing still at the end is a failure to be told. */
const mostRefusals = 12

/** Runs a call of a reading again where the service still refuses for its rate: the pace has gone down meanwhile. */
export async function patiently<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let refusals = 1; ; refusals += 1) {
    try {
      return await call()
    } catch (error) {
      if (!isVaultError(error) || error.code !== 'KMS_THROTTLED' || refusals >= mostRefusals) throw error
    }
  }
}

import type { ContractKms } from './contract-kms.ts'

/** Something that AWS KMS does, which the app counts on. `run` throws where the server does otherwise. */
export interface ContractCheck {
  /** A sentence; unique. */
  readonly name: string
  readonly run: (kms: ContractKms) => Promise<void>
}

import { cryptoChecks } from './checks/crypto-checks.ts'
import { edgeChecks } from './checks/edge-checks.ts'
import { importChecks } from './checks/import-checks.ts'
import { keyChecks } from './checks/key-checks.ts'
import { limitChecks } from './checks/limit-checks.ts'
import { listChecks } from './checks/list-checks.ts'
import { nameChecks } from './checks/name-checks.ts'
import { rotationChecks } from './checks/rotation-checks.ts'
import { signChecks } from './checks/sign-checks.ts'
import type { ContractCheck } from './contract-check.ts'

/** What the app counts on AWS KMS for. */
export const allChecks: readonly ContractCheck[] = [
  ...keyChecks,
  ...nameChecks,
  ...listChecks,
  ...cryptoChecks,
  ...signChecks,
  ...rotationChecks,
  ...importChecks,
  ...limitChecks,
  ...edgeChecks,
]

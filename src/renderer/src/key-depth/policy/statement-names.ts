import type { PolicyStatement } from '../../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { listed } from '../../format/lists.ts'
import { policyText } from '../../words/policy-text.ts'
import { principalWords } from '../../words/policy-words.ts'

/** Principals that are named before the rest is only counted. */
const most = 3

/** The account that a key of AWS KMS is in; empty where its ARN is not known. */
export const accountOf = (row: KeyRow): string => row.arn?.split(':')[4] ?? ''

/** Who a statement speaks of, in a few names: `Operators`, `Operators, KeyAdmins and 3 more`. */
export function principalsNamed({ principals }: PolicyStatement): string {
  const names = [...new Set(principals.map(principalWords))]
  if (names.length === 0) return policyText.nobody
  if (names.length <= most) return listed(names)
  return `${names.slice(0, most - 1).join(', ')} ${policyText.more(names.length - most + 1)}`
}

import { fieldsOf, textsOf, type Json } from './parse-json.ts'

/** One test of a statement's Condition block. */
export interface PolicyCondition {
  /** As written, such as `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string
  /** Such as `kms:ViaService`. */
  readonly key: string
  readonly values: readonly string[]
}

/** Every test of a Condition block; all of them must hold. */
export function conditionsOf(block: Json | undefined): readonly PolicyCondition[] {
  return [...fieldsOf(block)].flatMap(([operator, tests]) =>
    [...fieldsOf(tests)].map(([key, values]) => ({ operator, key, values: textsOf(values) })),
  )
}

/** Verbs by IAM's operator, for one value. Comparisons with many values hold where one of them does, except negated ones. */
const verbs: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringNotEquals: 'is not',
  StringEqualsIgnoreCase: 'is (in any case)',
  StringNotEqualsIgnoreCase: 'is not (in any case)',
  StringLike: 'is like',
  StringNotLike: 'is not like',
  NumericEquals: 'is',
  NumericNotEquals: 'is not',
  NumericLessThan: 'is less than',
  NumericLessThanEquals: 'is at most',
  NumericGreaterThan: 'is more than',
  NumericGreaterThanEquals: 'is at least',
  DateEquals: 'is',
  DateNotEquals: 'is not',
  DateLessThan: 'is before',
  DateLessThanEquals: 'is at the latest',
  DateGreaterThan: 'is after',
  DateGreaterThanEquals: 'is at the earliest',
  Bool: 'is',
  BinaryEquals: 'is',
  IpAddress: 'is in',
  NotIpAddress: 'is not in',
  ArnEquals: 'is like',
  ArnLike: 'is like',
  ArnNotEquals: 'is not like',
  ArnNotLike: 'is not like',
}

/** A condition in a plain sentence: `kms:ViaService is s3.eu-central-1.amazonaws.com`. */
export function conditionText({ operator, key, values }: PolicyCondition): string {
  const [set, bare] = operator.includes(':') ? operator.split(':', 2) : ['', operator]
  const ifExists = bare?.endsWith('IfExists') === true
  const name = (bare ?? '').replace(/IfExists$/, '')
  if (name === 'Null') return `${key} is ${values[0] === 'true' ? 'not given' : 'given'}`
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : name
  const which = set === 'ForAllValues' ? 'every ' : set === 'ForAnyValue' ? 'any ' : ''
  const joined = values.join(isNegated(operator) ? ' nor ' : ' or ')
  return `${which}${key} ${verb} ${joined}${ifExists ? ', where it is given' : ''}`
}

/** True where the condition holds for everything but its values. */
export function isNegated(operator: string): boolean {
  return /(^|:)(String|Numeric|Date|Arn)?Not/.test(operator)
}

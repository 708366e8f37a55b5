import type { KeyPolicy, PolicyStatement } from '../../../../shared/model/key-page.ts'
import { VaultError } from '../../../../shared/vault-error.ts'
import { conditionsOf, conditionText } from './conditions.ts'
import { whatActionsComeTo } from './kms-actions.ts'
import { fieldsOf, listOf, parseJson, textsOf, type Json } from './parse-json.ts'
import type { PolicyScope } from './policy-scope.ts'
import { principalsOf } from './principals.ts'
import { formatJson, statementLines, type LineRange } from './statement-lines.ts'
import { servicesTiedBy } from './tied-services.ts'
import { whoMayChangePolicy } from './who-may-change-policy.ts'

/**
 * What a key policy says, in words' reach. Throws INVALID_REQUEST with facts {reason, line, column} where the text is no
 * JSON; whatever else it is, it says what can be said.
 */
export function summarizePolicy(document: string, scope: PolicyScope): KeyPolicy {
  return summaryOf(parseJson(document), scope)
}

/**
 * As `summarizePolicy`, of a policy that is being written: throws INVALID_REQUEST with facts {reason, line} also where it
 * is JSON and no policy. What a policy may hold besides is KMS's own to say.
 */
export function readPolicy(document: string, scope: PolicyScope): KeyPolicy {
  const policy = parseJson(document)
  const statements = fieldsOf(policy).get('Statement')
  const isPolicy = statements !== undefined && listOf(statements).every(isStatement)
  if (!isPolicy || listOf(statements).length === 0) {
    throw new VaultError('INVALID_REQUEST', 'this is no policy: it needs statements, each with an effect', {
      facts: { reason: 'policyStatementMissing', line: lineOfFault(policy) },
    })
  }
  return summaryOf(policy, scope)
}

function summaryOf(policy: Json, scope: PolicyScope): KeyPolicy {
  const lines = statementLines(policy)
  const statements = listOf(fieldsOf(policy).get('Statement')).map((statement, index) =>
    summarizeStatement(statement, lines[index] ?? { first: 1, last: 1 }, scope),
  )
  return {
    document: formatJson(policy),
    statements,
    iamDecides: statements.some(isRootStatement),
    mayChangePolicy: whoMayChangePolicy(policy, scope),
  }
}

function summarizeStatement(statement: Json, lines: LineRange, scope: PolicyScope): PolicyStatement {
  const fields = fieldsOf(statement)
  const sid = fields.get('Sid')
  const negatedPrincipal = fields.has('NotPrincipal')
  const principals = principalsOf(fields.get(negatedPrincipal ? 'NotPrincipal' : 'Principal'), scope)
  const negatedAction = !fields.has('Action') && fields.has('NotAction')
  const actions = textsOf(fields.get(negatedAction ? 'NotAction' : 'Action'))
  const conditions = conditionsOf(fields.get('Condition'))
  const allows = fields.get('Effect') === 'Allow'
  return {
    sid: typeof sid === 'string' ? sid : null,
    allows,
    principals,
    negatedPrincipal,
    may: whatActionsComeTo(actions, negatedAction),
    actions: negatedAction ? actions.map((action) => `every action except ${action}`) : [...actions],
    conditions: conditions.map(conditionText),
    services: servicesTiedBy({ allows, principals, negatedPrincipal, conditions }),
    lines,
  }
}

/** The statement that hands the decision to the account's IAM policies. */
function isRootStatement(statement: PolicyStatement): boolean {
  const { allows, negatedPrincipal, may, conditions, principals } = statement
  const unconditional = allows && !negatedPrincipal && conditions.length === 0 && may.includes('everything')
  return unconditional && principals.some(({ kind, ownAccount }) => kind === 'account' && ownAccount)
}

function isStatement(statement: Json): boolean {
  const effect = fieldsOf(statement).get('Effect')
  return effect === 'Allow' || effect === 'Deny'
}

function lineOfFault(policy: Json): number {
  const faulty = listOf(fieldsOf(policy).get('Statement')).findIndex((statement) => !isStatement(statement))
  return statementLines(policy)[faulty]?.first ?? 1
}

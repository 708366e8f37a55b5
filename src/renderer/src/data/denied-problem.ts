import type { Connection } from '../../../shared/model/connection.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { awsRefOf, useKeyPart } from './key-queries.ts'
import { useConnections } from './queries.ts'

/** A refusal that is known before anything was tried, as AWS would have told it: for the text to an administrator. */
export function deniedProblem(
  action: string,
  row: KeyRow,
  connections: readonly Pick<Connection, 'id' | 'name' | 'identity'>[],
): Problem {
  const { ref } = row
  const connection = ref.service === 'aws' ? connections.find(({ id }) => id === ref.connectionId) : undefined
  const facts: Record<string, string> = { action, keyArn: row.arn ?? row.keyId }
  if (row.alias !== null) facts['name'] = row.alias
  if (connection !== undefined) facts['connection'] = connection.name
  const who = connection?.identity?.arn
  if (who !== undefined) facts['principalArn'] = who
  return { code: 'KMS_ACCESS_DENIED', message: `aws kms does not allow these credentials ${action}`, facts }
}

/** The refusal of an action by its name, such as `kms:PutKeyPolicy`; null where none is known. */
export function useDenied(row: KeyRow): (action: string | null) => Problem | null {
  const permissions = useKeyPart('key.permissions', awsRefOf(row)).data?.permissions ?? []
  const connections = useConnections().data ?? []
  return (action) => {
    const isDenied = permissions.some((each) => each.action === action && each.outcome === 'denied')
    return isDenied && action !== null ? deniedProblem(action, row, connections) : null
  }
}

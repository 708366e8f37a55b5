import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { whyNot } from '../../../shared/kms/why-not.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { refId } from '../data/key-ref.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { listed } from '../format/lists.ts'
import { WhyNot } from '../ui/why-not.tsx'
import { grantPrincipal } from '../words/grant-names.ts'
import { policyText } from '../words/policy-text.ts'
import { editedPolicy } from './policy/policy-edit-state.ts'

/** The button at the head of a key's page while its Policy tab is shown; why it cannot be used stands beside it. */
export function EditPolicyButton({ row }: { readonly row: KeyRow }) {
  const obstacle = useObstacle(row)('putPolicy')
  const policy = useKeyPart('key.policy', awsRefOf(row)).data
  const editing = editedPolicy.use() === refId(row.ref)
  if (editing || policy === undefined) return null
  if (row.manager === 'AWS') return <span className="mid dim">{policyText.awsOnly}</span>
  const others = listed(policy.mayChangePolicy.map(grantPrincipal))
  const possible = whyNot('putPolicy', row) === null
  // Refused to these credentials, not to everybody: say whom to ask.
  const reason = obstacle !== null && possible && others !== '' ? policyText.onlyOthers(others) : obstacle
  return (
    <>
      <WhyNot row={row} action="putPolicy" reason={reason} />
      <Button
        disabled={obstacle !== null}
        leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />}
        onClick={() => editedPolicy.set(refId(row.ref))}
      >
        {policyText.edit}
      </Button>
    </>
  )
}

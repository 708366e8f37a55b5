import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import type { KeyRow } from '../../../shared/model/key.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { refId } from '../data/key-ref.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { policyText } from '../words/policy-text.ts'
import { editedPolicy } from './policy/policy-edit-state.ts'

/** The button at the head of a key's page while its Policy tab is shown; why it cannot be used stands beside it. */
export function EditPolicyButton({ row }: { readonly row: KeyRow }) {
  const obstacle = useObstacle(row)('putPolicy')
  const read = useKeyPart('key.policy', awsRefOf(row)).data !== undefined
  const editing = editedPolicy.use() === refId(row.ref)
  if (editing || !read) return null
  return (
    <>
      {obstacle !== null && <span className="mid dim">{obstacle}</span>}
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

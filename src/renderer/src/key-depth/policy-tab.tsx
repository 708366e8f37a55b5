import { useEffect } from 'react'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { refId } from '../data/key-ref.ts'
import { unsaved } from '../data/leave-guard.ts'
import { useConnections } from '../data/queries.ts'
import { policyText } from '../words/policy-text.ts'
import { policyPrincipal } from '../words/principal.ts'
import { PartFrame } from './part-frame.tsx'
import { PolicyEditor } from './policy/policy-editor.tsx'
import { editedPolicy } from './policy/policy-edit-state.ts'
import { PolicyReading } from './policy/policy-reading.tsx'

/** The Policy tab of a key: its document, who may do what in plain words, and changing it. */
export function PolicyTab({ row }: { readonly row: KeyRow }) {
  const ref = awsRefOf(row)
  return ref === null ? null : <Policy key={refId(ref)} row={row} keyRef={ref} />
}

function Policy({ row, keyRef }: { readonly row: KeyRow; readonly keyRef: AwsKeyRef }) {
  const part = useKeyPart('key.policy', keyRef)
  const you = useConnections().data?.find(({ id }) => id === keyRef.connectionId)?.identity?.arn
  const editing = editedPolicy.use() === refId(keyRef)
  useEffect(() => stopEditing, [])
  return (
    <PartFrame part={part} reading={policyText.reading} failed={policyText.failed}>
      {(policy) =>
        editing ? (
          <PolicyEditor row={row} keyRef={keyRef} base={policy} onDone={stopEditing} />
        ) : (
          <PolicyReading row={row} policy={policy} you={you === undefined ? null : policyPrincipal(you)} />
        )
      }
    </PartFrame>
  )
}

function stopEditing(): void {
  unsaved.set(false)
  editedPolicy.set(null)
}

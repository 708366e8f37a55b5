import { useState } from 'react'
import type { KeyPolicy } from '../../../../shared/model/key-page.ts'
import type { AwsKeyRef, KeyRow } from '../../../../shared/model/key.ts'
import { call } from '../../data/call.ts'
import { leave, unsaved } from '../../data/leave-guard.ts'
import { attempt } from '../../data/trouble.ts'
import { policyEditText } from '../../words/policy-text.ts'
import { PolicyReview } from './policy-review.tsx'
import { PolicyWords } from './policy-words.tsx'
import { PolicyWriting } from './policy-writing.tsx'
import { usePolicyCheck } from './policy-check.ts'

interface PolicyEditorProps {
  readonly row: KeyRow
  readonly keyRef: AwsKeyRef
  /** The policy as it was when editing began. */
  readonly base: KeyPolicy
  readonly onDone: () => void
}

/** Changing a policy: the text with what it says beside it, then the comparison, then saving. Cancelling keeps nothing. */
export function PolicyEditor({ row, keyRef, base: read, onDone }: PolicyEditorProps) {
  // What is compared with must not move under the person's hands when the policy is read again.
  const [base] = useState(read)
  const { written, change } = usePolicyCheck(keyRef, base)
  const [current, setCurrent] = useState<KeyPolicy | null>(null)
  const review = () =>
    void attempt(policyEditText.notCompared, async () =>
      setCurrent(await call('key.policy', { ref: keyRef })),
    )
  const write = (text: string) => {
    unsaved.set(text !== base.document)
    change(text)
  }
  return (
    <>
      {current === null ? (
        <div className="split pol">
          <PolicyWords policy={written.sound} row={row} you={null} selected={null} onSelect={null} />
          <PolicyWriting
            written={written}
            changed={written.sound.document !== base.document}
            onChange={write}
            onCancel={() => leave(onDone)}
            onReview={review}
          />
        </div>
      ) : (
        <PolicyReview
          row={row}
          keyRef={keyRef}
          before={current}
          after={written.sound}
          movedOn={current.document !== base.document}
          onBack={() => setCurrent(null)}
          onSaved={onDone}
        />
      )}
    </>
  )
}

import type { KeyGrant } from '../../../../shared/model/key-page.ts'
import type { AwsKeyRef } from '../../../../shared/model/key.ts'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { say } from '../../data/notice.ts'
import { listed } from '../../format/lists.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { granteeName } from '../../words/grant-names.ts'
import { endGrantText, operationWords } from '../../words/grants-text.ts'
import { serviceName } from '../../words/policy-words.ts'

/** A grant that is to end, and how. */
export interface GrantEnd {
  readonly how: 'retire' | 'revoke'
  readonly grant: KeyGrant
}

interface EndGrantDialogProps {
  readonly keyRef: AwsKeyRef
  /** Null = nothing is asked. */
  readonly end: GrantEnd | null
  readonly onClose: () => void
}

/** Asks before a grant ends, and says who loses what by it. */
export function EndGrantDialog({ keyRef, end, onClose }: EndGrantDialogProps) {
  const retire = useKeyChange('manage.retireGrant')
  const revoke = useKeyChange('manage.revokeGrant')
  const change = end?.how === 'retire' ? retire : revoke
  const words = endGrantText[end?.how ?? 'revoke']
  const close = () => {
    retire.reset()
    revoke.reset()
    onClose()
  }
  const act = () => {
    if (end === null) return
    change.mutate(
      { ref: keyRef, grantId: end.grant.id },
      {
        onSuccess: () => {
          say(words.done)
          close()
        },
      },
    )
  }
  return (
    <ConfirmDialog
      opened={end !== null}
      title={words.title}
      keep={endGrantText.keep}
      act={words.act}
      busy={change.isPending}
      onClose={close}
      onAct={act}
    >
      {end !== null && (
        <>
          <p className="mid soft">
            {endGrantText.loses(granteeName(end.grant), listed(end.grant.operations.map(operationWords)))}
          </p>
          <p className="mid soft">{words.what}</p>
          {end.grant.service !== null && (
            <p className="mid soft">{endGrantText.service(serviceName(end.grant.service))}</p>
          )}
          <p className="small dim">{endGrantText.oldFiles}</p>
        </>
      )}
      {change.error !== null && <ProblemPanel problem={problemOf(change.error)} what={words.failed} />}
    </ConfirmDialog>
  )
}

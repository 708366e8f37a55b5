import { Button } from '@mantine/core'
import { goToKey } from '../../app/place.ts'
import type { Problem } from '../../../../shared/model/problem.ts'
import { refId } from '../../data/key-ref.ts'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { reviewText as words } from '../../words/wizard-text.ts'

interface AliasNotMadeProps {
  /** KEY_ALIAS_NOT_MADE, with facts {keyArn}. */
  readonly problem: Problem
  readonly connectionId: string
  readonly onRename: () => void
  readonly onDone: () => void
}

/** The key is there, its name is not: another name, or the key as it is. */
export function AliasNotMade({ problem, connectionId, onRename, onDone }: AliasNotMadeProps) {
  const keyArn = String(problem.facts['keyArn'] ?? '')
  const open = () => {
    onDone()
    goToKey(refId({ service: 'aws', connectionId, keyArn }))
  }
  return (
    <ProblemPanel tone="amber" problem={problem}>
      <Button size="compact-sm" onClick={onRename}>
        {words.changeName}
      </Button>
      <Button size="compact-sm" onClick={open}>
        {words.openWithout}
      </Button>
    </ProblemPanel>
  )
}

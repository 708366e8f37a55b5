import { Button } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { Connection } from '../../../shared/model/connection.ts'
import { goToSettings } from '../app/place.ts'
import { listed } from '../format/lists.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { keysText } from '../words/keys-text.ts'

interface ConnectionNoticesProps {
  readonly connections: readonly Connection[]
  readonly onReadAgain: () => void
}

/** What could not be read, connection by connection: the others' keys are shown all the same. */
export function ConnectionNotices({ connections, onReadAgain }: ConnectionNoticesProps) {
  return connections.map(({ id, name, status }) => {
    if (status.state === 'failed') {
      return (
        <ProblemPanel key={id} tone="amber" problem={status.problem} what={keysText.connectionFailed(name)}>
          <Button size="compact-sm" onClick={onReadAgain}>
            {keysText.readAgain}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => goToSettings('connections')}>
            {keysText.edit}
          </Button>
        </ProblemPanel>
      )
    }
    if (status.state !== 'read' || status.denied.length === 0) return null
    return (
      <p key={id} className="note">
        <IconInfoCircle size={16} stroke={1.75} aria-hidden />
        {keysText.denied(name, listed(status.denied))}
      </p>
    )
  })
}

import { Button } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { say } from '../../data/notice.ts'
import { useObstacle } from '../../data/use-obstacle.ts'
import { Banner } from '../../ui/banner.tsx'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { deletionText as words } from '../../words/deletion-text.ts'
import { keyName } from '../../words/key-row-words.ts'

interface DisableInsteadProps {
  readonly row: KeyRow
  readonly onDone: () => void
}

/** The milder way: disabling the key. Where it is disabled already there is nothing to offer. */
export function DisableInstead({ row, onDone }: DisableInsteadProps) {
  const disable = useKeyChange('manage.disable')
  const obstacle = useObstacle(row)('disable')
  const { ref } = row
  if (row.state === 'Disabled') return null
  const act = () =>
    disable.mutate(
      { ref },
      {
        onSuccess: () => {
          say(words.disabled(keyName(row)))
          onDone()
        },
      },
    )
  return (
    <>
      <Banner
        icon={IconBan}
        title={words.insteadTitle}
        actions={
          <Button size="compact-sm" disabled={obstacle !== null || disable.isPending} onClick={act}>
            {words.disable}
          </Button>
        }
      >
        {ref.service === 'local' ? words.insteadTextHere : words.insteadText} {obstacle}
      </Banner>
      {disable.error !== null && <ProblemPanel problem={problemOf(disable.error)} what={words.notDisabled} />}
    </>
  )
}

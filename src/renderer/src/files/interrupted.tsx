import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { InterruptedBatch } from '../../../shared/model/job.ts'
import { Banner } from '../ui/banner.tsx'
import { interruptedNames, interruptedText, interruptedTitle } from '../words/interrupted-words.ts'
import { forgetInterrupted } from './job-actions.ts'
import { planInterrupted } from './plan-reading.ts'

/** What an earlier run of the app did not finish, until it is looked at or forgotten. */
export function Interrupted({ batch }: { readonly batch: InterruptedBatch }) {
  return (
    <Banner
      tone="amber"
      icon={IconAlertTriangle}
      title={interruptedTitle(batch)}
      actions={
        <>
          <Button size="compact-sm" onClick={() => void planInterrupted(batch.id)}>
            {batch.files === 1 ? interruptedText.lookOne : interruptedText.look}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => void forgetInterrupted(batch.id)}>
            {interruptedText.forget}
          </Button>
        </>
      }
    >
      {interruptedNames(batch)}
    </Banner>
  )
}

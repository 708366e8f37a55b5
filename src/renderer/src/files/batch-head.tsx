import { Button, Progress } from '@mantine/core'
import type { Batch } from '../../../shared/model/job.ts'
import { percent } from '../format/times.ts'
import { filesText, jobsText } from '../words/files-text.ts'
import { batchProgress, batchTitle } from '../words/job-words.ts'
import { cancelJob } from './job-actions.ts'
import { planChosen } from './plan-reading.ts'

/** The head of a running batch: what runs, how far it is, and the one button that stops all of it. */
export function BatchHead({ batch }: { readonly batch: Batch }) {
  const done = percent(batch.bytesDone, batch.bytesTotal)
  return (
    <section className="batch" aria-label={jobsText.running}>
      <div className="row">
        <div className="grow">
          <span className="strong">{batchTitle(batch)}</span>{' '}
          <span className="dim tnum">{batchProgress(batch)}</span>
        </div>
        <Button size="compact-sm" variant="subtle" onClick={() => void planChosen('files')}>
          {filesText.chooseFiles}
        </Button>
        <Button
          size="compact-sm"
          disabled={batch.state === 'cancelling'}
          onClick={() => void cancelJob({ batchId: batch.id, jobId: null })}
        >
          {filesText.cancelAll}
        </Button>
      </div>
      <Progress value={done} aria-label={jobsText.all(done)} />
    </section>
  )
}

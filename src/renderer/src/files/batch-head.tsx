import { Button, Progress } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { Batch } from '../../../shared/model/job.ts'
import { percent } from '../format/times.ts'
import { batchProgress, batchTitle } from '../words/batch-words.ts'
import { filesText, jobsText } from '../words/files-text.ts'
import { chooseToDrop } from './drop-act.ts'
import { SignInNotice } from './sign-in-notice.tsx'
import { cancelJob, pauseBatch, resumeBatch } from './job-actions.ts'

/** The head of a running batch: what runs, how far it is, and what stops it or lets it go on. */
export function BatchHead({ batch }: { readonly batch: Batch }) {
  const done = percent(batch.bytesDone, batch.bytesTotal)
  return (
    <section className="batch" aria-label={jobsText.running}>
      <div className="row">
        <div className="grow">
          <span className="strong">{batchTitle(batch)}</span>{' '}
          <span className="dim tnum">{batchProgress(batch)}</span>
        </div>
        <Button size="compact-sm" variant="subtle" onClick={() => void chooseToDrop('files')}>
          {filesText.chooseFiles}
        </Button>
        <PauseOrResume batch={batch} />
        <Button
          size="compact-sm"
          disabled={batch.state === 'cancelling'}
          onClick={() => void cancelJob({ batchId: batch.id, jobId: null })}
        >
          {filesText.cancelAll}
        </Button>
      </div>
      <Progress value={done} aria-label={jobsText.all(done)} />
      {batch.waitingFor !== null && <SignInNotice batch={batch} waitingFor={batch.waitingFor} />}
    </section>
  )
}

function PauseOrResume({ batch }: { readonly batch: Batch }) {
  const halts = batch.state === 'paused' || batch.state === 'pausing'
  const Glyph = halts ? IconPlayerPlay : IconPlayerPause
  return (
    <Button
      size="compact-sm"
      disabled={batch.state === 'cancelling'}
      leftSection={<Glyph size={14} aria-hidden />}
      onClick={() => void (halts ? resumeBatch(batch.id) : pauseBatch(batch.id))}
    >
      {halts ? filesText.resume : filesText.pause}
    </Button>
  )
}

import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { Batch } from '../../../shared/model/job.ts'
import { batchMeter, batchOutcome, retryWords } from '../words/batch-words.ts'
import { filesText } from '../words/files-text.ts'
import { retryFailed } from './job-actions.ts'

/** What came of the last batch, and what it asked of its keys. */
export function BatchResult({ batch }: { readonly batch: Batch }) {
  const meter = batchMeter(batch)
  return (
    <section className="result" aria-label={filesText.lastBatch}>
      <span className="grow">
        <span className="strong">{batchOutcome(batch)}</span>
        {meter !== '' && <span className="dim tnum">{` · ${meter}`}</span>}
      </span>
      {batch.failed > 0 && (
        <Button
          size="compact-sm"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => void retryFailed(batch.id)}
        >
          {retryWords(batch)}
        </Button>
      )}
    </section>
  )
}

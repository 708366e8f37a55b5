import { Button } from '@mantine/core'
import { trouble } from '../data/trouble.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { filesText } from '../words/files-text.ts'

/** A trouble that belongs to no row or form, above the page, until it is dismissed. */
export function TroublePanel() {
  const now = trouble.use()
  if (now === null) return null
  return (
    <div className="trouble">
      <ProblemPanel tone="amber" problem={now.problem} what={now.what}>
        <Button size="compact-sm" onClick={() => trouble.set(null)}>
          {filesText.dismiss}
        </Button>
      </ProblemPanel>
    </div>
  )
}

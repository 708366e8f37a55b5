import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { DropTarget } from '../files/drop-target.tsx'
import { planSample } from '../files/plan-reading.ts'
import { firstRunText } from '../words/first-run-text.ts'

/** Step 3: the first file, or the sample. A plan that comes of it ends the first run. */
export function FileStep() {
  return (
    <>
      <DropTarget className="fr-drop" />
      <div className="fr-sample">
        <Button
          variant="subtle"
          className="link"
          leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
          onClick={() => void planSample()}
        >
          {firstRunText.file.sample}
        </Button>
      </div>
    </>
  )
}

import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ImportResult } from '../../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { refId } from '../../data/key-ref.ts'
import { readAgainWhatShows, useKeys } from '../../data/keys-store.ts'
import { useObstacle } from '../../data/use-obstacle.ts'
import { Banner } from '../../ui/banner.tsx'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import { importText as words } from '../../words/import-text.ts'
import { partText } from '../../words/part-text.ts'
import { ExpiryFields, WrappingFields } from './import-details.tsx'
import { firstImport, importDraftOf, type ImportFields, importObstacle } from './import-fields.ts'
import { ImportDone } from './import-done.tsx'
import { ImportSteps } from './import-steps.tsx'
import { MaterialFields } from './material-fields.tsx'
import { WrappingKey } from './wrapping-key.tsx'

interface ImportFormProps {
  readonly row: KeyRow
  readonly onClose: () => void
  readonly start?: Partial<ImportFields>
}

const acts = { file: words.actFile, generate: words.actGenerate, wrappedFile: words.actWrapped } as const

/** What is imported and how; then what came of it. The material itself never reaches the page. */
export function ImportForm({ row, onClose, start = {} }: ImportFormProps) {
  const now = useNow()
  const [fields, setFields] = useState<ImportFields>(() => ({ ...firstImport(row), ...start }))
  const [closed, setClosed] = useState(false)
  const [done, setDone] = useState<ImportResult | null>(null)
  const keys = useKeys().data ?? []
  const bring = useKeyChange('manage.importMaterial')
  const { ref } = row
  const here = ref.service === 'local'
  const obstacle = useObstacle(row)('importMaterial') ?? importObstacle(fields, now)
  if (done !== null) return <ImportDone row={row} fields={fields} result={done} onClose={onClose} />
  const finish = (result: ImportResult) => {
    setDone(result)
    // Whether a material waits is a matter of every Region: the pages of the others tell it too.
    const family = row.multiRegion ? keys.filter(({ keyId }) => keyId === row.keyId) : []
    void readAgainWhatShows(family.map(({ ref: each }) => refId(each)))
  }
  const act = () => {
    if (obstacle !== null || bring.isPending) return
    setClosed(false)
    bring.mutate(
      { ref, draft: importDraftOf(row, fields) },
      { onSuccess: (result) => (result === null ? setClosed(true) : finish(result)) },
    )
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        act()
      }}
    >
      <ImportSteps from={fields.from} here={here} />
      <MaterialFields row={row} fields={fields} onChange={setFields} />
      <ExpiryFields fields={fields} onChange={setFields} />
      {here && fields.from === 'wrappedFile' && <WrappingKey of={ref} fields={fields} />}
      <WrappingFields row={row} fields={fields} onChange={setFields} />
      <Banner tone="amber" icon={IconAlertTriangle} title={here ? words.dangerTitleHere : words.dangerTitle}>
        {words.danger}
      </Banner>
      {bring.isPending && (
        <output className="working">
          <Loader size={16} type="oval" aria-hidden />
          <span className="mid soft">{here ? words.workingHere : words.working}</span>
        </output>
      )}
      {closed && <output className="mid soft">{words.closed}</output>}
      {bring.error !== null && <ProblemPanel problem={problemOf(bring.error)} what={words.failed} />}
      <div className="form-foot">
        {obstacle !== null && <span className="mid dim">{obstacle}</span>}
        <Button variant="subtle" disabled={bring.isPending} onClick={onClose}>
          {partText.cancel}
        </Button>
        <Button type="submit" variant="filled" disabled={obstacle !== null || bring.isPending}>
          {acts[fields.from]}
        </Button>
      </div>
    </form>
  )
}

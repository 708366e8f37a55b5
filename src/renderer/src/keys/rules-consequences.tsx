import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { KeyRow } from '../../../shared/model/key.ts'
import { rulesText as words } from '../words/rules-text.ts'
import type { RulesFields } from './rules-state.ts'
import { useKeyCoverage } from './use-key-coverage.ts'

interface RulesConsequencesProps {
  readonly row: KeyRow
  readonly fields: RulesFields
}

/** What the rules, as they stand in the form, do to old files and to new ones. */
export function RulesConsequences({ row, fields }: RulesConsequencesProps) {
  const { files } = useKeyCoverage(row)
  const { allowed, requiredContext, firstDay, lastDay } = fields
  const opens = allowed.has('Decrypt')
  const isForFiles = row.spec === 'SYMMETRIC_DEFAULT'
  if (!isForFiles) return <p className="mid soft">{words.nothingLost}</p>
  const Glyph = opens ? IconCircleCheck : IconAlertTriangle
  return (
    <section>
      <h2 className="sec">{words.old}</h2>
      <p className="mid soft">{words.files(files)}</p>
      <p className={opens ? 'row mid' : 'row mid t-amber'}>
        <Glyph size={16} stroke={1.75} aria-hidden />
        <span className="grow">{opens ? words.oldOpen : words.oldClosed(files)}</span>
      </p>
      {requiredContext.length > 0 && (
        <p className="row mid t-amber">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          <span className="grow">{words.oldContext}</span>
        </p>
      )}
      {!allowed.has('GenerateDataKey') && <p className="mid soft">{words.newNone}</p>}
      {(firstDay !== '' || lastDay !== '') && <p className="mid soft">{words.newDates}</p>}
      <p className="mid soft">{words.nothingLost}</p>
    </section>
  )
}

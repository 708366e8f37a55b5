import { Switch } from '@mantine/core'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { RuledOperation } from '../../../shared/model/local-key.ts'
import { operationWords, rulesText as words } from '../words/rules-text.ts'
import { operationsOf, type RulesFields } from './rules-state.ts'

interface RulesOperationsProps {
  readonly row: KeyRow
  readonly fields: RulesFields
  readonly onChange: (part: Partial<RulesFields>) => void
}

/** A switch for each use that the key's kind has, in plain words with KMS's name of it. */
export function RulesOperations({ row, fields: { allowed }, onChange }: RulesOperationsProps) {
  const turn = (operation: RuledOperation, on: boolean) => {
    const next = new Set(allowed)
    if (on) next.add(operation)
    else next.delete(operation)
    onChange({ allowed: next })
  }
  return (
    <section aria-label={words.uses}>
      <h3 className="field-title">{words.uses}</h3>
      <ul className="plain-list rule-list">
        {operationsOf(row).map((operation) => (
          <li key={operation} className="row">
            <Switch
              className="grow"
              label={operationWords[operation]}
              checked={allowed.has(operation)}
              onChange={(event) => turn(operation, event.currentTarget.checked)}
            />
            <span className="mono small dim">{operation}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

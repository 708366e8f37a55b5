import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { KeyRules } from '../../../shared/model/local-key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { unsaved } from '../data/leave-guard.ts'
import { say } from '../data/notice.ts'
import { ContextPairs } from '../files/context-pairs.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { rulesText as words } from '../words/rules-text.ts'
import { RulesConsequences } from './rules-consequences.tsx'
import { RulesDays } from './rules-days.tsx'
import { RulesOperations } from './rules-operations.tsx'
import { daysFault, fieldsOf, rulesOf, type RulesFields } from './rules-state.ts'

interface RulesFormProps {
  readonly row: KeyRow
  /** As they are saved. */
  readonly rules: KeyRules
}

/** The rules as they would be, with what they do to old files beside them; nothing counts before it is saved. */
export function RulesForm({ row, rules }: RulesFormProps) {
  const [fields, setFields] = useState(() => fieldsOf(rules, row))
  const [round, setRound] = useState(0)
  const save = useKeyChange('manage.setRules')
  const { ref } = row
  const changed = JSON.stringify(rulesOf(fields, row)) !== JSON.stringify(rulesOf(fieldsOf(rules, row), row))
  useEffect(() => {
    unsaved.set(changed)
    return () => unsaved.set(false)
  }, [changed])
  if (ref.service === 'aws') return null
  const obstacle = daysFault(fields) ?? (changed ? null : words.unchanged)
  const undo = () => {
    setFields(fieldsOf(rules, row))
    setRound(round + 1)
    save.reset()
  }
  const change = (part: Partial<RulesFields>) => setFields({ ...fields, ...part })
  return (
    <form
      className="body kcols rules"
      onSubmit={(event) => {
        event.preventDefault()
        if (obstacle !== null || save.isPending) return
        save.mutate({ ref, rules: rulesOf(fields, row) }, { onSuccess: () => say(words.saved) })
      }}
    >
      <div>
        <section>
          <h2 className="sec">{words.title}</h2>
          <p className="mid soft">{words.about}</p>
        </section>
        <RulesOperations row={row} fields={fields} onChange={change} />
        {row.spec === 'SYMMETRIC_DEFAULT' && (
          <section>
            <ContextPairs
              key={round}
              title={words.context}
              note={words.contextNote}
              pairs={fields.requiredContext}
              onChange={(requiredContext) => change({ requiredContext })}
            />
          </section>
        )}
        <RulesDays row={row} fields={fields} onChange={change} />
      </div>
      <aside className="kside">
        <RulesConsequences row={row} fields={fields} />
        {save.error !== null && <ProblemPanel problem={problemOf(save.error)} what={words.notSaved} />}
        <div className="form-foot">
          <output className="mid dim">{obstacle}</output>
          <Button variant="subtle" disabled={!changed || save.isPending} onClick={undo}>
            {words.undo}
          </Button>
          <Button type="submit" variant="filled" disabled={obstacle !== null || save.isPending}>
            {words.save}
          </Button>
        </div>
      </aside>
    </form>
  )
}

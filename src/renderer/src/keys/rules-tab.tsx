import { useKeyPart } from '../data/key-queries.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { PartFrame } from '../key-depth/part-frame.tsx'
import { rulesText as words } from '../words/rules-text.ts'
import { RulesForm } from './rules-form.tsx'

/** The Rules tab of a key of this computer: what it may be used for, with which context, and when. */
export function RulesTab({ row }: { readonly row: KeyRow }) {
  const part = useKeyPart('key.rules', row.ref)
  return (
    <PartFrame part={part} reading={words.reading} failed={words.failed}>
      {(rules) => <RulesForm key={JSON.stringify(rules)} row={row} rules={rules} />}
    </PartFrame>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import type { KeyPolicy } from '../../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { copyText } from '../../data/copy.ts'
import { policyText } from '../../words/policy-text.ts'
import { letsOutsideIn } from '../../words/policy-words.ts'
import { type MarkedLines, PolicyDocument } from './policy-document.tsx'
import { PolicyWords } from './policy-words.tsx'
import { accountOf } from './statement-names.ts'

interface PolicyReadingProps {
  readonly row: KeyRow
  readonly policy: KeyPolicy
  readonly you: string | null
}

/** A policy to read: words at the left, the document at the right. */
export function PolicyReading({ row, policy, you }: PolicyReadingProps) {
  const [selected, setSelected] = useState<number | null>(null)
  const lines = selected === null ? undefined : policy.statements[selected]?.lines
  const marked: MarkedLines[] = policy.statements
    .filter((statement) => letsOutsideIn(statement, accountOf(row)))
    .map((statement) => ({ ...statement.lines, tone: 'outside' }))
  return (
    <div className="split pol">
      <PolicyWords
        policy={policy}
        row={row}
        you={you}
        selected={selected}
        onSelect={(index) => setSelected(index === selected ? null : index)}
      />
      <section className="pol-json" aria-label={policyText.document}>
        <div className="pol-bar">
          <h2 className="grow">{policyText.document}</h2>
          <span className="small dim tnum">{policyText.lines(policy.document.split('\n').length)}</span>
          <Button size="compact-sm" onClick={() => void copyText(policy.document, policyText.copied)}>
            {policyText.copy}
          </Button>
        </div>
        <PolicyDocument
          document={policy.document}
          marked={lines === undefined ? marked : [...marked, { ...lines, tone: 'selected' }]}
          show={lines?.first ?? null}
        />
      </section>
    </div>
  )
}

import type { KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyPart } from '../data/key-queries.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { keyGeneralText as words } from '../words/key-general-text.ts'
import { KeyActs } from './key-acts.tsx'
import { KeyFacts } from './key-facts.tsx'
import { KeyFiles } from './key-files.tsx'
import { KeyRights } from './key-rights.tsx'
import { KeyStoreFacts } from './key-store-facts.tsx'

/** The General tab of a key: every fact in words, what depends on it, and what these credentials may do with it. */
export function GeneralTab({ row }: { readonly row: KeyRow }) {
  const { ref } = row
  const facts = useKeyPart('key.facts', ref)
  const problem = facts.error === null ? null : problemOf(facts.error)
  return (
    <div className="body kcols">
      <div>
        <section>
          <h2 className="sec">{words.facts}</h2>
          {problem !== null && problem.code !== 'KMS_UNREACHABLE' && (
            <ProblemPanel tone="amber" problem={problem} what={words.factsFailed} />
          )}
          <KeyFacts row={row} facts={facts.data ?? null} />
        </section>
        {facts.data !== undefined && facts.data.customKeyStore !== null && (
          <KeyStoreFacts facts={facts.data} store={facts.data.customKeyStore} />
        )}
      </div>
      <aside className="kside">
        <KeyFiles row={row} />
        {ref.service === 'aws' && row.manager !== 'AWS' && <KeyRights row={row} />}
        {row.manager !== 'AWS' && <KeyActs row={row} of={ref} />}
      </aside>
    </div>
  )
}

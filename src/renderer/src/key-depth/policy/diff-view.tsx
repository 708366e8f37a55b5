import { many } from '../../format/lists.ts'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { policyEditText as words } from '../../words/policy-text.ts'
import { diffHunks } from './diff-hunks.ts'
import type { DiffLine } from './line-diff.ts'

/** Two texts compared, line by line: only what changed, with a few lines around it. */
export function DiffView({ lines }: { readonly lines: readonly DiffLine[] }) {
  const hunks = diffHunks(lines)
  const after = lines.length - hunks.reduce((sum, hunk) => sum + hunk.skipped + hunk.lines.length, 0)
  return (
    <ScrollBox label={words.linesTitle} className="pol-code diff">
      <ol>
        {hunks.map((hunk) => [
          <Skipped key={`skipped ${hunk.lines[0]?.before} ${hunk.lines[0]?.after}`} amount={hunk.skipped} />,
          ...hunk.lines.map((line) => <Line key={`${line.before} ${line.after}`} of={line} />),
        ])}
        <Skipped amount={after} />
      </ol>
    </ScrollBox>
  )
}

function Skipped({ amount }: { readonly amount: number }) {
  return amount === 0 ? null : <li className="diff-skip small">{words.skipped(many(amount, 'line'))}</li>
}

const signs = { same: '', added: '+', removed: '−' } as const

function Line({ of: line }: { readonly of: DiffLine }) {
  const Mark = line.kind === 'added' ? 'ins' : line.kind === 'removed' ? 'del' : 'span'
  return (
    <li data-kind={line.kind}>
      <span className="ln" aria-hidden="true">
        {line.before}
      </span>
      <span className="ln" aria-hidden="true">
        {line.after}
      </span>
      <span className="diff-sign" aria-hidden="true">
        {signs[line.kind]}
      </span>
      <code>
        {line.kind !== 'same' && <span className="vh">{words[line.kind]}: </span>}
        <Mark>{line.text}</Mark>
      </code>
    </li>
  )
}

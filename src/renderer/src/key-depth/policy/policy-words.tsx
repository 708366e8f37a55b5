import { UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle, IconShieldCheck } from '@tabler/icons-react'
import type { KeyPolicy, PolicyStatement } from '../../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { listed } from '../../format/lists.ts'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { policyText } from '../../words/policy-text.ts'
import {
  conditionWords,
  isWithin,
  letsOutsideIn,
  policySummary,
  principalKind,
  statementWords,
  tiedServices,
} from '../../words/policy-words.ts'
import { RightChips } from './right-chips.tsx'
import { accountOf, principalsNamed } from './statement-names.ts'

interface PolicyWordsProps {
  readonly policy: KeyPolicy
  readonly row: KeyRow
  /** ARNs that are the person: the role behind their session, or their user. */
  readonly you: string | null
  readonly selected: number | null
  /** Null where the document beside it is not the one that was read. */
  readonly onSelect: ((index: number) => void) | null
}

/** A policy in plain words, statement by statement, each tied to its lines. */
export function PolicyWords({ policy, row, you, selected, onSelect }: PolicyWordsProps) {
  const services = tiedServices(policy)
  return (
    <ScrollBox label={policyText.inWords} className="pol-words">
      <h2>{policyText.inWords}</h2>
      <p className="mid soft">{policySummary(policy)}</p>
      {services.length > 0 && <p className="mid soft">{policyText.services(services)}</p>}
      <ul className="says">
        {policy.statements.map((statement, index) => (
          <Statement
            key={`${statement.lines.first} ${statement.sid}`}
            of={statement}
            row={row}
            you={you}
            selected={selected === index}
            onSelect={onSelect === null ? null : () => onSelect(index)}
          />
        ))}
      </ul>
      <p className="note small pol-iam">
        <IconInfoCircle size={14} aria-hidden />
        {policy.iamDecides ? policyText.iamDecides : policyText.iamDoesNot}
      </p>
    </ScrollBox>
  )
}

interface StatementProps {
  readonly of: PolicyStatement
  readonly row: KeyRow
  readonly you: string | null
  readonly selected: boolean
  readonly onSelect: (() => void) | null
}

function Statement(props: StatementProps) {
  const { of: statement, row, selected } = props
  const outside = letsOutsideIn(statement, accountOf(row))
  const everybody = statement.principals.some(({ kind }) => kind === 'everybody')
  return (
    <li className={outside ? 'say outside' : 'say'} data-selected={selected || undefined}>
      <StatementTop {...props} />
      <p className="mid soft">{statementWords(statement, row.usage)}</p>
      <RightChips of={statement} usage={row.usage} tone={outside ? 'amber' : 'neutral'} />
      {statement.conditions.map((condition) => (
        <p className="small soft say-note" key={condition}>
          <IconShieldCheck size={14} aria-hidden />
          <span>{conditionWords(condition)}</span>
        </p>
      ))}
      {outside && (
        <p className="small say-note t-amber">
          <IconAlertTriangle size={14} aria-hidden />
          <span>{everybody ? policyText.anybody : policyText.outside}</span>
        </p>
      )}
    </li>
  )
}

/** Who a statement speaks of, and where it stands in the document. */
function StatementTop({ of: statement, row, you, selected, onSelect }: StatementProps) {
  const { principals, negatedPrincipal, lines, conditions } = statement
  const everybody = principals.some(({ kind }) => kind === 'everybody')
  const ours = everybody && isWithin(conditions, accountOf(row))
  const who = ours ? policyText.ours : principalsNamed(statement)
  const kinds = ours || negatedPrincipal ? [] : [...new Set(principals.map(principalKind))]
  const isYou = you !== null && !negatedPrincipal && principals.some(({ id }) => id === you)
  const where = policyText.linesOf(lines.first, lines.last)
  return (
    <div className="say-top">
      <span className="strong ell" title={principals.map(({ id }) => id).join('\n')}>
        {negatedPrincipal ? policyText.but(who) : who}
      </span>
      {isYou && <span className="chip chip-accent you">{policyText.you}</span>}
      <span className="dim small grow ell" title={listed(kinds)}>
        {listed(kinds)}
      </span>
      {onSelect !== null && (
        <UnstyledButton
          className="say-lines small tnum"
          aria-pressed={selected}
          aria-label={`${where}, ${policyText.showLines(who)}`}
          onClick={onSelect}
        >
          {where}
        </UnstyledButton>
      )}
    </div>
  )
}

import { IconCheck, IconMinus, IconQuestionMark } from '@tabler/icons-react'
import type { KeyPermission } from '../../../shared/model/key-page.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useDenied } from '../data/denied-problem.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { useConnections } from '../data/queries.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { namedIcon } from '../ui/named-icon.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { administratorText } from '../words/admin-text.ts'
import { keyGeneralText as words, rightNames } from '../words/key-general-text.ts'
import { principalName } from '../words/principal.ts'
import { adminTextName } from '../words/why-not-words.ts'
import { rightsOfInterest } from './rights-of-interest.ts'

/** What these credentials may do with a key, as far as it could be asked without doing it. */
export function KeyRights({ row }: { readonly row: KeyRow }) {
  const { data, error } = useKeyPart('key.permissions', awsRefOf(row))
  const who = useWho(row)
  const denied = useDenied(row)
  const problem = error === null ? null : problemOf(error)
  const about =
    data === undefined ? unknownYet(problem) : who === null ? words.rightsNow : words.rightsAs(who)
  return (
    <section>
      <h2 className="sec">{words.rights}</h2>
      {about !== null && <p className="small dim">{about}</p>}
      {problem !== null && !isAway(problem) && (
        <ProblemPanel tone="amber" problem={problem} what={words.rightsFailed} />
      )}
      <ul className="cans">
        {rightsOfInterest(row, data?.permissions ?? []).map((right) => (
          <Right key={right.action} of={right} problem={denied(right.action)} />
        ))}
      </ul>
    </section>
  )
}

/** What stands in place of the rights until they are known; null where the problem says it. */
function unknownYet(problem: Problem | null): string | null {
  if (problem === null) return words.rightsReading
  return isAway(problem) ? words.rightsAway : null
}

/** No fault of the key or the person: what is known stays readable, and its age stands above. */
const isAway = ({ code }: Problem): boolean => code === 'KMS_UNREACHABLE'

const icons = { allowed: IconCheck, denied: IconMinus, unknown: IconQuestionMark }

interface RightProps {
  readonly of: KeyPermission
  /** Where it is denied: what an administrator has to know. */
  readonly problem: Problem | null
}

function Right({ of: { action, outcome }, problem }: RightProps) {
  const at = useNow().toISOString()
  const Glyph = icons[outcome]
  return (
    <li title={words[outcome]}>
      <Glyph
        className={outcome === 'allowed' ? 'i-accent' : 'i-dim'}
        size={16}
        stroke={outcome === 'allowed' ? 2 : 1.75}
        {...namedIcon(words[outcome])}
      />
      <span className={outcome === 'denied' ? 'grow dim' : 'grow'}>{rightNames[action] ?? action}</span>
      <span className="mono dim">{action}</span>
      {problem !== null && <CopyButton text={administratorText(problem, at)} what={adminTextName(action)} />}
    </li>
  )
}

/** The role or user behind the key's connection, where it is known. */
function useWho({ ref }: KeyRow): string | null {
  const connections = useConnections().data ?? []
  if (ref.service === 'local') return null
  const arn = connections.find(({ id }) => id === ref.connectionId)?.identity?.arn
  return principalName(arn) ?? null
}

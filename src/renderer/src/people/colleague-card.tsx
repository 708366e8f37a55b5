import { IconAlertTriangle, IconCheck, IconPencil, IconScale, IconTrash, IconUser } from '@tabler/icons-react'
import type { Colleague } from '../../../shared/model/people.ts'
import { Chip } from '../ui/chip.tsx'
import { DotsMenu, type RowAct } from '../ui/dots-menu.tsx'
import { peopleText as words } from '../words/people-text.ts'
import { Fingerprint } from './fingerprint.tsx'

interface ColleagueCardProps {
  readonly colleague: Colleague
  readonly onCompare: () => void
  readonly onRename: () => void
  readonly onRemove: () => void
}

/** One colleague: the fingerprint, whether it was compared, and what changed. */
export function ColleagueCard({ colleague, onCompare, onRename, onRemove }: ColleagueCardProps) {
  const { name, fingerprint, compared, formerFingerprint } = colleague
  const acts: readonly RowAct[] = [
    ...(compared ? [] : [{ label: words.markCompared, icon: IconScale, run: async () => onCompare() }]),
    { label: words.rename, icon: IconPencil, run: async () => onRename() },
    { label: words.remove, icon: IconTrash, run: async () => onRemove() },
  ]
  return (
    <article className="card person" aria-label={name}>
      <span className="tile">
        <IconUser size={16} stroke={1.75} aria-hidden />
      </span>
      <div className="grow">
        <h3 className="ell" title={name}>
          {name}
        </h3>
        <Fingerprint>{fingerprint}</Fingerprint>
        {!compared && <p className="small dim">{words.notComparedNote}</p>}
        {formerFingerprint !== null && <p className="small dim">{words.former(formerFingerprint)}</p>}
      </div>
      {compared ? (
        <Chip tone="green" icon={IconCheck}>
          {words.compared}
        </Chip>
      ) : (
        <Chip tone="amber" icon={IconAlertTriangle}>
          {words.notCompared}
        </Chip>
      )}
      <DotsMenu label={words.more(name)} acts={acts} />
    </article>
  )
}

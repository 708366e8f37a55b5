import {
  IconAlertTriangle,
  IconBuildingSkyscraper,
  IconCheck,
  IconCloudOff,
  IconFileText,
  IconKey,
  IconLogout,
  IconPencil,
  IconPlugConnected,
  IconServer2,
  IconTrash,
} from '@tabler/icons-react'
import type { Connection } from '../../../shared/model/connection.ts'
import { ConnectionActs } from '../connections/connection-acts.tsx'
import { type ConnectionStanding, standingOf } from '../connections/connection-standing.ts'
import { signOutOf } from '../connections/sign-in-acts.ts'
import { Chip, type Tone } from '../ui/chip.tsx'
import { DotsMenu, type RowAct } from '../ui/dots-menu.tsx'
import type { Icon } from '../ui/icon.ts'
import { connectionCardText as words, sourceText } from '../words/connections-text.ts'
import { ConnectionFacts } from './connection-facts.tsx'

interface ConnectionCardProps {
  readonly connection: Connection
  readonly onEdit: () => void
  readonly onRemove: () => void
  readonly onTest: () => void
}

const icons: Readonly<Record<Connection['credentials']['from'], Icon>> = {
  sso: IconBuildingSkyscraper,
  profile: IconFileText,
  environment: IconServer2,
  machine: IconServer2,
  accessKey: IconKey,
}

/** One AWS connection: where its credentials come from, how it stands, and what can be done with it. */
export function ConnectionCard({ connection, onEdit, onRemove, onTest }: ConnectionCardProps) {
  const { id, name, credentials, signIn } = connection
  const Glyph = icons[credentials.from]
  const acts: readonly RowAct[] = [
    { label: words.test, icon: IconPlugConnected, run: async () => onTest() },
    { label: words.change, icon: IconPencil, run: async () => onEdit() },
    ...(signIn.state === 'signedIn'
      ? [{ label: words.signOut, icon: IconLogout, run: async () => signOutOf(id) }]
      : []),
    { label: words.remove, icon: IconTrash, run: async () => onRemove() },
  ]
  return (
    <article className="card conn" aria-label={name}>
      <div className="conn-top">
        <span className="tile">
          <Glyph size={16} stroke={1.75} aria-hidden />
        </span>
        <div className="grow">
          <h3 className="ell">{name}</h3>
          <div className="small dim">{sourceText(credentials)}</div>
        </div>
        <StandingChip standing={standingOf(connection)} />
        <DotsMenu label={words.more(name)} acts={acts} />
      </div>
      <ConnectionFacts connection={connection} />
      <ConnectionActs connection={connection} onEdit={onEdit} />
    </article>
  )
}

const chips: Readonly<Record<ConnectionStanding, { readonly tone: Tone; readonly icon?: Icon }>> = {
  signedIn: { tone: 'neutral', icon: IconCheck },
  reachable: { tone: 'neutral', icon: IconCheck },
  signingIn: { tone: 'neutral' },
  reading: { tone: 'neutral' },
  notRead: { tone: 'neutral' },
  offline: { tone: 'neutral', icon: IconCloudOff },
  ended: { tone: 'amber', icon: IconAlertTriangle },
  notSignedIn: { tone: 'amber', icon: IconAlertTriangle },
  failed: { tone: 'amber', icon: IconAlertTriangle },
}

function StandingChip({ standing }: { readonly standing: ConnectionStanding }) {
  const { tone, icon } = chips[standing]
  return (
    <Chip tone={tone} {...(icon === undefined ? {} : { icon })}>
      {words.states[standing]}
    </Chip>
  )
}

import { UnstyledButton } from '@mantine/core'
import { IconBan, IconCloudOff, IconFileImport, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { RadarEntry } from '../../../shared/model/coverage.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { call, problemOf } from '../data/call.ts'
import { refId } from '../data/key-ref.ts'
import { useKeys } from '../data/queries.ts'
import { date, until } from '../format/dates.ts'
import type { Icon } from '../ui/icon.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import { showFilesAtStake } from './covered-files-state.ts'
import { RadarCure } from './radar-cure.tsx'

const day = 86_400_000
/** How far ahead the line reaches, days. */
const reach = 90

const icons: Readonly<Record<RadarEntry['what'], Icon>> = {
  disabled: IconBan,
  deletion: IconTrash,
  expiry: IconFileImport,
  needsMaterial: IconFileImport,
  unavailable: IconCloudOff,
}

/** What will stop opening, and when, with the one thing that prevents it. */
export function Radar() {
  const radar = useQuery({
    queryKey: ['coverage.radar'],
    queryFn: async () => (await call('coverage.radar', {})).entries,
  })
  const entries = radar.data ?? []
  return (
    <section className="radar" aria-label={words.radar}>
      <div className="sec">
        <h2 className="grow">{words.radar}</h2>
      </div>
      {radar.error !== null && <ProblemPanel tone="amber" problem={problemOf(radar.error)} />}
      {radar.data !== undefined && entries.length === 0 && <p className="mid soft">{words.radarNone}</p>}
      {entries.length > 0 && (
        <>
          <div className="rad rad-head small dim" aria-hidden>
            <span />
            <span />
            <div className="rad-ax">
              {[0, 30, 60, reach].map((days) => (
                <span key={days} style={{ left: `${(days / reach) * 100}%` }}>
                  {days === 0 ? words.now : words.inDays(days)}
                </span>
              ))}
            </div>
            <span />
            <span />
          </div>
          <ul>
            {entries.map((entry) => (
              <Entry key={`${entry.what} ${refId(entry.ref)}`} of={entry} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Entry({ of: entry }: { readonly of: RadarEntry }) {
  const now = useNow()
  const row = useKeys().byId.get(refId(entry.ref))
  const lasting = entry.what === 'deletion'
  const tone = lasting ? 'red' : 'amber'
  const Glyph = icons[entry.what]
  const days = entry.at === null ? 0 : Math.max(0, (Date.parse(entry.at) - now.getTime()) / day)
  const at = `${Math.min(100, (days / reach) * 100)}%`
  return (
    <li className="rad">
      <Glyph className={`t-${tone}`} size={18} stroke={1.75} aria-hidden />
      <div className="two">
        <div className="a ell" title={entry.name}>
          {entry.name}
        </div>
        <div className="b small dim">
          {row?.deletable === true ? words.deletable : words.radarWhat[entry.what]}
        </div>
      </div>
      <div className="rad-line" aria-hidden>
        <span className="rad-safe" style={{ width: at }} />
        <span className={`rad-stop ${tone}`} style={{ left: at }} />
      </div>
      <div className="two">
        <Hits of={entry} row={row} tone={`t-${tone}`} />
        <div className="b small dim">{whenOf(entry, row, now)}</div>
      </div>
      {row === undefined ? <span /> : <RadarCure of={entry} row={row} />}
    </li>
  )
}

/** A deletion whose wait is over happens on no day: a person decides. */
function whenOf({ at }: RadarEntry, row: KeyRow | undefined, now: Date): string {
  if (at === null) return words.now
  return row?.deletable === true ? words.since(date(at)) : `${capital(until(at, now))}, ${date(at)}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What a person loses: files that only this key opens first, else those that have another door. A kit saves from loss. */
function hits({ what, files, onlyDoor, recoverable }: RadarEntry): string {
  if (files === 0) return words.noKnownFile
  if (onlyDoor === 0) return words.otherDoors(files)
  if (what === 'deletion') {
    const lost = onlyDoor - recoverable
    return lost > 0 ? words.lost(lost) : words.withKitOnly(onlyDoor)
  }
  return what === 'expiry' ? words.pause(onlyDoor) : words.doNotOpen(onlyDoor)
}

interface HitsProps {
  readonly of: RadarEntry
  readonly row: KeyRow | undefined
  readonly tone: string
}

/** How many files a person loses; they are shown by a press. */
function Hits({ of: entry, row, tone }: HitsProps) {
  const text = hits(entry)
  if (entry.files === 0 || row === undefined) {
    return <div className={entry.files === 0 ? 'soft' : tone}>{text}</div>
  }
  const keyId = row.arn ?? row.keyId
  return (
    <UnstyledButton
      className={`link-n ${tone}`}
      aria-label={words.showAtStake(entry.name, text)}
      onClick={() => showFilesAtStake(entry.name, { keyId, onlyDoor: entry.onlyDoor })}
    >
      {text}
    </UnstyledButton>
  )
}

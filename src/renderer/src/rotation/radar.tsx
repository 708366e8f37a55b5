import { Button } from '@mantine/core'
import { IconBan, IconCloudOff, IconFileImport, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { RadarEntry } from '../../../shared/model/coverage.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { goToKey } from '../app/place.ts'
import { call, problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { refId } from '../data/key-ref.ts'
import { useKeys } from '../data/queries.ts'
import { date, until } from '../format/dates.ts'
import { keyDialog } from '../key-depth/key-dialog-state.ts'
import type { Icon } from '../ui/icon.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { rotationText as words } from '../words/rotation-text.ts'

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
        <div className="b small dim">{words.radarWhat[entry.what]}</div>
      </div>
      <div className="rad-line" aria-hidden>
        <span className="rad-safe" style={{ width: at }} />
        <span className={`rad-stop ${tone}`} style={{ left: at }} />
      </div>
      <div className="two">
        <div className={entry.files === 0 ? 'soft' : `t-${tone}`}>{hits(entry)}</div>
        <div className="b small dim">
          {entry.at === null ? words.now : `${capital(until(entry.at, now))}, ${date(entry.at)}`}
        </div>
      </div>
      {row === undefined ? <span /> : <Cure of={entry} row={row} />}
    </li>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What a person loses: files that only this key opens first, else those that have another door. */
function hits({ what, files, onlyDoor }: RadarEntry): string {
  if (files === 0) return words.noKnownFile
  if (onlyDoor === 0) return words.otherDoors(files)
  if (what === 'deletion') return words.lost(onlyDoor)
  return what === 'expiry' ? words.pause(onlyDoor) : words.doNotOpen(onlyDoor)
}

interface CureProps {
  readonly of: RadarEntry
  readonly row: KeyRow
}

function Cure({ of: { what, ref }, row }: CureProps) {
  const enable = useKeyChange('manage.enable')
  if (ref.service === 'local' || what === 'unavailable') {
    return (
      <Button size="compact-sm" onClick={() => goToKey(refId(ref))}>
        {words.look}
      </Button>
    )
  }
  if (what === 'disabled') {
    return (
      <div>
        <Button size="compact-sm" disabled={enable.isPending} onClick={() => enable.mutate({ ref })}>
          {words.enable}
        </Button>
        {enable.error !== null && <ProblemPanel problem={problemOf(enable.error)} what={words.notEnabled} />}
      </div>
    )
  }
  return (
    <Button
      size="compact-sm"
      onClick={() => keyDialog.set({ kind: what === 'deletion' ? 'keep' : 'import', row })}
    >
      {what === 'deletion' ? words.keepKey : words.importAgain}
    </Button>
  )
}

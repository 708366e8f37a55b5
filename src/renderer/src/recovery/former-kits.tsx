import type { RecoveryKit } from '../../../shared/model/recovery.ts'
import { date } from '../format/dates.ts'
import { recoveryText as words } from '../words/recovery-text.ts'
import { FilesOfKit } from './files-of-kit.tsx'

/** Kits before the one that is used, and how many known files still have their door. */
export function FormerKits({ kits }: { readonly kits: readonly RecoveryKit[] }) {
  if (kits.length === 0) return null
  return (
    <section className="set-part" aria-label={words.former}>
      <h3>{words.former}</h3>
      <p className="mid soft">{words.formerText}</p>
      <ul className="rows">
        {kits.map((kit) => (
          <li key={kit.fingerprint}>
            <div className="grow">
              <div className="mono sel">{kit.kitId}</div>
              <div className="small dim">
                {words.made} {date(kit.madeAt)}
              </div>
            </div>
            <span className="mid tnum row">
              <FilesOfKit kit={kit} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { Button } from '@mantine/core'
import type { RecoveryKit } from '../../../shared/model/recovery.ts'
import { useFilesOfKit } from './use-files-of-kit.ts'
import { date } from '../format/dates.ts'
import { shownFiles } from '../rotation/covered-files-state.ts'
import { recoveryText as words } from '../words/recovery-text.ts'

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

/** The number leads to the files. */
function FilesOfKit({ kit: { fingerprint, kitId } }: { readonly kit: RecoveryKit }) {
  const files = useFilesOfKit(fingerprint).data
  if (files === undefined) return null
  const selection = { keyId: fingerprint, which: 'all', keyMaterialId: null } as const
  return (
    <>
      {words.formerFiles(files)}
      {files > 0 && (
        <Button
          size="compact-sm"
          aria-label={words.showOf(kitId)}
          onClick={() => shownFiles.set({ title: words.filesOf(kitId), selection })}
        >
          {words.show}
        </Button>
      )}
    </>
  )
}

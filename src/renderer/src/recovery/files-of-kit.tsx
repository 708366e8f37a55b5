import { Button } from '@mantine/core'
import type { RecoveryKit } from '../../../shared/model/recovery.ts'
import { useSettings } from '../data/queries.ts'
import { shownFiles } from '../rotation/covered-files-state.ts'
import { recoveryText as words } from '../words/recovery-text.ts'
import { useFilesOfKit } from './use-files-of-kit.ts'

interface FilesOfKitProps {
  readonly kit: RecoveryKit
  /** Called when the drawer is opened in a dialog's place. */
  readonly onLeave?: () => void
}

/** How many known files have a kit's door, and the way to them. With the history off more may have it, and it says so. */
export function FilesOfKit({ kit: { fingerprint, kitId }, onLeave }: FilesOfKitProps) {
  const remembers = useSettings().data?.catalog ?? true
  const files = useFilesOfKit(fingerprint).data
  if (files === undefined) return null
  const selection = { keyId: fingerprint, which: 'all', keyMaterialId: null } as const
  return (
    <>
      {words.formerFiles(kitId, files)}
      {!remembers && ` ${words.notRemembered}`}
      {files > 0 && (
        <Button
          size="compact-sm"
          aria-label={words.showOf(kitId)}
          onClick={() => {
            onLeave?.()
            shownFiles.set({ title: words.filesOf(kitId), selection })
          }}
        >
          {words.show}
        </Button>
      )}
    </>
  )
}

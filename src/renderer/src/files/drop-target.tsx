import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useAppInfo } from '../data/queries.ts'
import { DropArt } from '../ui/drop-art.tsx'
import { filesText } from '../words/files-text.ts'
import { modeText } from '../words/mode-text.ts'
import { chooseToDrop } from './drop-act.ts'
import { type DropMode, dropMode } from './drop-mode.ts'

/** The large drop target of an empty page. */
export function DropTarget({ className = '' }: { readonly className?: string }) {
  const mac = useAppInfo().data?.platform === 'darwin'
  const mode = dropMode.use()
  const { drop, note } = modeText[mode]
  return (
    <section className={`drop first-drop ${className}`} aria-label={filesText.target}>
      <DropArt />
      <h2>{drop}</h2>
      <p>{note}</p>
      <div className="row">
        <Choose mode={mode} large />
      </div>
      <p className="small drop-key">
        {filesText.orPress} <kbd className="k">{mac ? '⌘ O' : 'Ctrl O'}</kbd>
      </p>
    </section>
  )
}

/** The slim drop target above a list of files. */
export function DropSlim() {
  const mode = dropMode.use()
  return (
    <section className="drop slim" aria-label={filesText.target}>
      <IconFileImport size={20} stroke={1.6} aria-hidden />
      <span className="soft">{modeText[mode].slim}</span>
      <span className="row">
        <Choose mode={mode} />
      </span>
    </section>
  )
}

/** The buttons for those who do not drop. One file is looked at; everything else takes folders too. */
function Choose({ mode, large = false }: { readonly mode: DropMode; readonly large?: boolean }) {
  const size = large ? 'lg' : 'sm'
  return (
    <>
      <Button variant={large ? 'filled' : 'default'} size={size} onClick={() => void chooseToDrop('files')}>
        {mode === 'inspect' ? filesText.chooseFile : filesText.chooseFiles}
      </Button>
      {mode !== 'inspect' && (
        <Button size={size} onClick={() => void chooseToDrop('folder')}>
          {filesText.chooseFolder}
        </Button>
      )}
    </>
  )
}

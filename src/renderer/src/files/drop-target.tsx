import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useAppInfo } from '../data/queries.ts'
import { DropArt } from '../ui/drop-art.tsx'
import { filesText } from '../words/files-text.ts'
import { planChosen } from './plan-reading.ts'

/** The large drop target of an empty page. */
export function DropTarget({ className = '' }: { readonly className?: string }) {
  const mac = useAppInfo().data?.platform === 'darwin'
  return (
    <section className={`drop first-drop ${className}`} aria-label={filesText.target}>
      <DropArt />
      <h2>{filesText.drop}</h2>
      <p>{filesText.dropNote}</p>
      <div className="row">
        <Button variant="filled" size="lg" onClick={() => void planChosen('files')}>
          {filesText.chooseFiles}
        </Button>
        <Button size="lg" onClick={() => void planChosen('folder')}>
          {filesText.chooseFolder}
        </Button>
      </div>
      <p className="small drop-key">
        {filesText.orPress} <kbd className="k">{mac ? '⌘ O' : 'Ctrl O'}</kbd>
      </p>
    </section>
  )
}

/** The slim drop target above a list of files. */
export function DropSlim() {
  return (
    <section className="drop slim" aria-label={filesText.target}>
      <IconFileImport size={20} stroke={1.6} aria-hidden />
      <span className="soft">{filesText.dropSlim}</span>
      <span className="row">
        <Button onClick={() => void planChosen('files')}>{filesText.chooseFiles}</Button>
        <Button onClick={() => void planChosen('folder')}>{filesText.chooseFolder}</Button>
      </span>
    </section>
  )
}

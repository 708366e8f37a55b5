import { Button } from '@mantine/core'
import { IconCheck, IconPhoto } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { entryText as words } from '../words/recovery-text.ts'
import type { EntryDraft } from './entry-state.ts'
import { readQr } from '../ui/read-qr.ts'

interface PictureFieldProps {
  readonly draft: EntryDraft
  readonly onChange: (draft: EntryDraft) => void
}

/** Reads the square of each sheet from a picture. The page sees the picture and never where it is. */
export function PictureField({ draft, onChange }: PictureFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [missed, setMissed] = useState(false)
  const [busy, setBusy] = useState(false)
  const read = async (files: readonly File[]) => {
    setBusy(true)
    const texts: string[] = []
    for (const file of files.slice(0, 16)) {
      const text = await readQr(file)
      if (text !== null && text.length <= 1024) texts.push(text)
    }
    setBusy(false)
    setMissed(texts.length < files.length)
    onChange({ ...draft, pictures: [...new Set([...draft.pictures, ...texts])].slice(0, 16) })
  }
  return (
    <div className="picture-field">
      <input
        ref={input}
        className="vh"
        type="file"
        accept="image/*"
        multiple
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          void read([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <Button
        leftSection={<IconPhoto size={16} stroke={1.75} aria-hidden />}
        disabled={busy}
        onClick={() => input.current?.click()}
      >
        {words.choosePicture}
      </Button>
      <output className="small">
        {draft.pictures.map((_, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- What was read has no name; it is not shown.
          <div key={index} className="picture-read">
            <IconCheck size={14} stroke={2} aria-hidden />
            {words.readSquare(index + 1)}
          </div>
        ))}
        {missed && <div className="conn-error">{words.noSquare}</div>}
      </output>
    </div>
  )
}

import { Textarea } from '@mantine/core'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { count } from '../../format/bytes.ts'
import { Segments } from '../../ui/segments.tsx'
import { type TryAct, tryText as words } from '../../words/try-text.ts'
import { mostBytes, takesBlob, textBytes, type TryFields } from './try-state.ts'

interface TryEntryProps {
  readonly row: KeyRow
  readonly act: TryAct
  readonly fields: TryFields
  readonly onChange: (fields: TryFields) => void
}

/** Bytes of a file with a ciphertext that are taken: Base64 of the longest one, with room. */
const mostBlobFile = 6144

/** What an act works on: a text or Base64 that is typed, or a file that is chosen when it begins. */
export function TryEntry({ row, act, fields, onChange }: TryEntryProps) {
  const blob = takesBlob(act)
  const most = mostBytes(act, row)
  const fileNote = blob
    ? words.fileNote(count(mostBlobFile))
    : act === 'sign' || act === 'verify'
      ? words.hashedNote(count(most))
      : words.fileNote(count(most))
  return (
    <div className="form tight">
      <Segments
        label={words.from}
        value={fields.source}
        options={[
          { value: 'typed', label: blob ? words.blob : words.text },
          { value: 'file', label: words.file },
        ]}
        onChange={(source) => onChange({ ...fields, source })}
      />
      {fields.source === 'file' ? (
        <p className="mid soft">{fileNote}</p>
      ) : blob ? (
        <Textarea
          className="wide code-area"
          label={words.blobLabel}
          rows={5}
          maxLength={12_288}
          spellCheck={false}
          value={fields.blob}
          onChange={(event) => onChange({ ...fields, blob: event.currentTarget.value })}
        />
      ) : (
        <Textarea
          className="wide"
          label={words.textLabel}
          description={words.bytesOf(count(textBytes(fields.text)), count(most))}
          inputWrapperOrder={['label', 'input', 'description']}
          rows={5}
          maxLength={4096}
          value={fields.text}
          onChange={(event) => onChange({ ...fields, text: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

/** The signature or MAC that is checked. */
export function TryProof({ act, fields, onChange }: Omit<TryEntryProps, 'row'>) {
  if (act !== 'verify' && act !== 'verifyMac') return null
  return (
    <Textarea
      className="wide code-area"
      label={act === 'verify' ? words.signature : words.mac}
      rows={3}
      maxLength={12_288}
      spellCheck={false}
      value={fields.proof}
      onChange={(event) => onChange({ ...fields, proof: event.currentTarget.value })}
    />
  )
}

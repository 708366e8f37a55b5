import { Select } from '@mantine/core'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { useKeyPart } from '../../data/key-queries.ts'
import { shortened } from '../../format/lists.ts'
import { Segments } from '../../ui/segments.tsx'
import { importText as words } from '../../words/import-text.ts'
import { replicasText } from '../../words/replicas-text.ts'
import {
  againFirst,
  canBeMade,
  canRotate,
  type ImportFields,
  isFirst,
  isPair,
  isReplica,
} from './import-fields.ts'

interface MaterialFieldsProps {
  readonly row: KeyRow
  readonly fields: ImportFields
  readonly onChange: (fields: ImportFields) => void
}

/** What the material is to the key, and where it comes from. */
export function MaterialFields({ row, fields, onChange }: MaterialFieldsProps) {
  const again = fields.type === 'EXISTING_KEY_MATERIAL'
  const origins = originsOf(row, fields)
  return (
    <>
      {canRotate(row) && !isFirst(row) && !isReplica(row) && (
        <div className="form tight">
          <div className="field-title">{words.purpose}</div>
          <Segments
            label={words.purpose}
            value={fields.type}
            options={[
              { value: 'NEW_KEY_MATERIAL', label: words.rotate },
              { value: 'EXISTING_KEY_MATERIAL', label: words.again },
            ]}
            onChange={(type) =>
              onChange({
                ...fields,
                type,
                from: type === 'EXISTING_KEY_MATERIAL' && fields.from === 'generate' ? 'file' : fields.from,
              })
            }
          />
          <p className="small soft">{again ? words.againNote : words.rotateNote}</p>
          {again && <WhichMaterial row={row} fields={fields} onChange={onChange} />}
        </div>
      )}
      <div className="form tight">
        <div className="field-title">{words.from}</div>
        {origins.length > 1 && (
          <Segments
            label={words.from}
            value={fields.from}
            options={origins}
            onChange={(from) => onChange({ ...fields, from })}
          />
        )}
        <p className="small soft">{aboutFile(row, fields)}</p>
      </div>
    </>
  )
}

/** Where the material may come from: wrapped elsewhere only into a key of this computer, which unwraps it itself. */
function originsOf(row: KeyRow, fields: ImportFields) {
  return [
    ...(canBeMade(row, fields) ? [{ value: 'generate', label: words.generate } as const] : []),
    { value: 'file', label: words.file } as const,
    ...(row.ref.service === 'local' ? [{ value: 'wrappedFile', label: words.wrapped } as const] : []),
  ]
}

function aboutFile(row: KeyRow, fields: ImportFields): string {
  return isReplica(row) ? `${replicasText.fileOnly} ${formOf(row, fields)}` : formOf(row, fields)
}

function formOf(row: KeyRow, { from }: ImportFields): string {
  if (from === 'wrappedFile') return words.wrappedFile
  if (isPair(row)) return `${words.pairFile} ${words.pairs}`
  if (from === 'generate') return words.keepFile
  return row.spec === 'SYMMETRIC_DEFAULT' ? words.symmetricFile(32) : words.hmacFile
}

/** Which of several materials is imported again; those that are missing come first. */
function WhichMaterial({ row, fields, onChange }: MaterialFieldsProps) {
  const materials = useKeyPart('key.rotation', row.ref).data?.materials ?? []
  if (materials.length < 2) return null
  return (
    <Select
      className="wide"
      label={words.which}
      data={againFirst(materials).map(({ id, importState, description }) => {
        const name = description ?? shortened(id, 10, 8)
        return { value: id, label: importState === 'PENDING_IMPORT' ? words.whichGone(name) : name }
      })}
      placeholder={words.whichAny}
      value={fields.keyMaterialId}
      onChange={(keyMaterialId) => onChange({ ...fields, keyMaterialId })}
    />
  )
}

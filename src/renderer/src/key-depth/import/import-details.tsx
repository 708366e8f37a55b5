import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { DayField } from '../../ui/day-field.tsx'
import { MoreToggle } from '../../ui/more-toggle.tsx'
import { Segments } from '../../ui/segments.tsx'
import { importText as words } from '../../words/import-text.ts'
import { canRotate, type ImportFields, isPair } from './import-fields.ts'

interface DetailsProps {
  readonly fields: ImportFields
  readonly onChange: (fields: ImportFields) => void
}

/** When the material expires, if it does. */
export function ExpiryFields({ fields, onChange }: DetailsProps) {
  return (
    <div className="form tight">
      <div className="field-title">{words.expiry}</div>
      <Segments
        label={words.expiry}
        value={fields.expires ? 'day' : 'never'}
        options={[
          { value: 'never', label: words.never },
          { value: 'day', label: words.onDate },
        ]}
        onChange={(value) => onChange({ ...fields, expires: value === 'day' })}
      />
      {fields.expires && (
        <DayField
          label={words.day}
          hint={words.expiryNote}
          value={fields.day}
          onChange={(day) => onChange({ ...fields, day })}
        />
      )}
    </div>
  )
}

const wrappings = ['RSAES_OAEP_SHA_256', 'RSA_AES_KEY_WRAP_SHA_256'] as const
const wrappingSpecs = ['RSA_2048', 'RSA_3072', 'RSA_4096'] as const

/** How the material is wrapped on its way, and a note on it, under "More". */
export function WrappingFields({ row, fields, onChange }: DetailsProps & { readonly row: KeyRow }) {
  const [more, setMore] = useState(false)
  // What goes into a key of this computer raw is not wrapped on any way.
  const wraps = row.ref.service === 'aws' || fields.from === 'wrappedFile'
  if (!wraps && !canRotate(row)) return null
  return (
    <>
      <MoreToggle open={more} onChange={setMore}>
        {words.more}
      </MoreToggle>
      {more && (
        <div className="two-fields">
          {wraps && (
            <>
              <Select
                label={words.wrapping}
                description={isPair(row) ? words.wrappingPair : undefined}
                inputWrapperOrder={['label', 'input', 'description']}
                disabled={isPair(row)}
                data={wrappings.map((value) => ({ value, label: words.wrappings[value] }))}
                value={fields.wrapping}
                onChange={(value) =>
                  onChange({
                    ...fields,
                    wrapping: wrappings.find((each) => each === value) ?? fields.wrapping,
                  })
                }
              />
              <Select
                label={words.wrappingSpec}
                data={[...wrappingSpecs]}
                value={fields.wrappingSpec}
                onChange={(value) =>
                  onChange({
                    ...fields,
                    wrappingSpec: wrappingSpecs.find((each) => each === value) ?? fields.wrappingSpec,
                  })
                }
              />
            </>
          )}
          {canRotate(row) && (
            <TextInput
              label={words.description}
              description={words.descriptionHint}
              inputWrapperOrder={['label', 'input', 'description']}
              maxLength={256}
              value={fields.description}
              onChange={(event) => onChange({ ...fields, description: event.currentTarget.value })}
            />
          )}
        </div>
      )}
    </>
  )
}

import { TextInput } from '@mantine/core'
import { useKeys } from '../../data/queries.ts'
import { nameText as words } from '../../words/wizard-text.ts'
import { TagFields } from './tag-fields.tsx'
import { type WizardFields } from './wizard-fields.ts'
import { aliasFault } from './wizard-obstacle.ts'

interface NameStepProps {
  readonly fields: WizardFields
  readonly onChange: (fields: WizardFields) => void
}

/** The alias, a description, and tags. */
export function NameStep({ fields, onChange }: NameStepProps) {
  const keys = useKeys().data ?? []
  const fault = fields.alias === '' ? null : aliasFault(fields, keys)
  return (
    <>
      <TextInput
        label={words.alias}
        description={words.aliasHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={words.aliasPlaceholder}
        value={fields.alias}
        error={fault}
        maxLength={256}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange({ ...fields, alias: event.currentTarget.value })}
      />
      <TextInput
        label={words.description}
        description={words.descriptionHint}
        inputWrapperOrder={['label', 'input', 'description']}
        value={fields.description}
        maxLength={8192}
        onChange={(event) => onChange({ ...fields, description: event.currentTarget.value })}
      />
      <TagFields tags={fields.tags} onChange={(tags) => onChange({ ...fields, tags })} />
    </>
  )
}

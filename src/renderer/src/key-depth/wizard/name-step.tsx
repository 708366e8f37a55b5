import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ContextPair } from '../../../../shared/model/context-pair.ts'
import { useKeys } from '../../data/queries.ts'
import { nameText as words } from '../../words/wizard-text.ts'
import { type WizardFields } from './wizard-fields.ts'
import { aliasFault } from './wizard-obstacle.ts'

/** Most tags of a key; AWS's own limit. */
const mostTags = 50

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
      <Tags tags={fields.tags} onChange={(tags) => onChange({ ...fields, tags })} />
    </>
  )
}

interface TagsProps {
  readonly tags: readonly ContextPair[]
  readonly onChange: (tags: readonly ContextPair[]) => void
}

function Tags({ tags, onChange }: TagsProps) {
  const change = (index: number, part: Partial<ContextPair>) =>
    onChange(tags.map((tag, at) => (at === index ? { ...tag, ...part } : tag)))
  return (
    <fieldset className="pairs plain">
      <div>
        <legend className="field-title">{words.tags}</legend>
        <p className="small dim">{words.tagsHint}</p>
      </div>
      {tags.map((tag, index) => (
        // A tag has no name of its own while it is written, and is never moved.
        <div className="pair" key={index}>
          <TextInput
            aria-label={words.tagName(index + 1)}
            placeholder={words.name}
            value={tag.key}
            maxLength={128}
            onChange={(event) => change(index, { key: event.currentTarget.value })}
          />
          <TextInput
            aria-label={words.tagValue(index + 1)}
            placeholder={words.value}
            value={tag.value}
            maxLength={256}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={words.removeTag(tag.key, index + 1)}
            onClick={() => onChange(tags.toSpliced(index, 1))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {tags.length < mostTags && (
        <Button
          size="compact-sm"
          variant="subtle"
          className="link more-toggle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...tags, { key: '', value: '' }])}
        >
          {words.addTag}
        </Button>
      )}
    </fieldset>
  )
}

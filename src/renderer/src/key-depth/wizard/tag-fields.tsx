import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ContextPair } from '../../../../shared/model/context-pair.ts'
import { nameText as words } from '../../words/wizard-text.ts'

/** Most tags of a key; KMS's own limit. */
const mostTags = 50

interface TagFieldsProps {
  /** What a person must know of them. */
  readonly hint?: string
  readonly tags: readonly ContextPair[]
  readonly onChange: (tags: readonly ContextPair[]) => void
}

/** Adds, changes and removes the tags of a key that is about to be made. */
export function TagFields({ tags, hint = words.tagsHint, onChange }: TagFieldsProps) {
  const change = (index: number, part: Partial<ContextPair>) =>
    onChange(tags.map((tag, at) => (at === index ? { ...tag, ...part } : tag)))
  return (
    <fieldset className="pairs plain">
      <div>
        <legend className="field-title">{words.tags}</legend>
        <p className="small dim">{hint}</p>
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

import { Button, Radio, Select } from '@mantine/core'
import {
  IconChevronDown,
  IconChevronRight,
  IconLock,
  IconShieldCheck,
  IconSignature,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { LocalKeyUsage } from '../../../../shared/model/local-key.ts'
import { Segments } from '../../ui/segments.tsx'
import type { Icon } from '../../ui/icon.ts'
import { specWords } from '../../words/spec-words.ts'
import { kindText as words, localKindText as here } from '../../words/wizard-text.ts'
import { ChoiceCard } from './choice-card.tsx'
import { type LocalKind, localSpecsFor, withLocalUsage } from './local-kind.ts'
import { TagFields } from './tag-fields.tsx'

const kinds: readonly (readonly [LocalKeyUsage, Icon])[] = [
  ['ENCRYPT_DECRYPT', IconLock],
  ['SIGN_VERIFY', IconSignature],
  ['GENERATE_VERIFY_MAC', IconShieldCheck],
]

interface LocalKindFieldsProps {
  readonly kind: LocalKind
  readonly onChange: (kind: LocalKind) => void
}

/** What else a key can be than the usual one. Closed until somebody asks: a name is enough for most. */
export function LocalKindFields({ kind, onChange }: LocalKindFieldsProps) {
  const [more, setMore] = useState(false)
  const Chevron = more ? IconChevronDown : IconChevronRight
  return (
    <>
      <Button
        className="more-toggle"
        size="compact-sm"
        variant="subtle"
        aria-expanded={more}
        leftSection={<Chevron size={14} aria-hidden />}
        onClick={() => setMore(!more)}
      >
        {here.more}
      </Button>
      {more && <Fields kind={kind} onChange={onChange} />}
    </>
  )
}

function Fields({ kind, onChange }: LocalKindFieldsProps) {
  const choose = (value: string) => {
    const usage = kinds.find(([each]) => each === value)?.[0]
    if (usage !== undefined) onChange(withLocalUsage(kind, usage))
  }
  const specs = localSpecsFor(kind.usage)
  const noFiles = kind.usage === 'ENCRYPT_DECRYPT' && kind.spec !== 'SYMMETRIC_DEFAULT'
  return (
    <div className="more">
      <Radio.Group value={kind.usage} aria-label={words.title} onChange={choose}>
        <div className="opts">
          {kinds.map(([usage, icon]) => (
            <ChoiceCard
              key={usage}
              value={usage}
              chosen={kind.usage === usage}
              icon={icon}
              title={words.kinds[usage].name}
              text={words.kinds[usage].text}
            />
          ))}
        </div>
      </Radio.Group>
      <Select
        label={words.moreKinds}
        description={noFiles ? `${words.noFiles} ${words.specNote}` : words.specNote}
        inputWrapperOrder={['label', 'input', 'description']}
        data={specs.map((value) => ({ value, label: specWords(value) }))}
        value={kind.spec}
        onChange={(value) => onChange({ ...kind, spec: specs.find((each) => each === value) ?? kind.spec })}
      />
      <div className="form tight">
        <div className="field-title">{words.origin}</div>
        <Segments
          label={words.origin}
          value={kind.origin}
          options={[
            { value: 'AWS_KMS', label: here.originHere },
            { value: 'EXTERNAL', label: words.originOwn },
          ]}
          onChange={(origin) => onChange({ ...kind, origin })}
        />
        <p className="small soft">{kind.origin === 'AWS_KMS' ? here.originHereText : here.originOwnText}</p>
      </div>
      <TagFields tags={kind.tags} hint={here.tagsHint} onChange={(tags) => onChange({ ...kind, tags })} />
    </div>
  )
}

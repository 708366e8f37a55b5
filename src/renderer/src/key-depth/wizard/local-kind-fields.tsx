import { Select } from '@mantine/core'
import { useState } from 'react'
import type { LocalKeyUsage } from '../../../../shared/model/local-key.ts'
import { MoreToggle } from '../../ui/more-toggle.tsx'
import { Segments } from '../../ui/segments.tsx'
import { specWords } from '../../words/spec-words.ts'
import { kindText as words, localKindText as here } from '../../words/wizard-text.ts'
import { type LocalKind, localSpecsFor, withLocalUsage } from './local-kind.ts'
import { TagFields } from './tag-fields.tsx'
import { UsageCards } from './usage-cards.tsx'

const usages: readonly LocalKeyUsage[] = ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC']

interface LocalKindFieldsProps {
  readonly kind: LocalKind
  readonly onChange: (kind: LocalKind) => void
}

/** What else a key can be than the usual one. Closed until somebody asks: a name is enough for most. */
export function LocalKindFields({ kind, onChange }: LocalKindFieldsProps) {
  const [more, setMore] = useState(false)
  return (
    <>
      <MoreToggle open={more} onChange={setMore}>
        {here.more}
      </MoreToggle>
      {more && <Fields kind={kind} onChange={onChange} />}
    </>
  )
}

function Fields({ kind, onChange }: LocalKindFieldsProps) {
  const specs = localSpecsFor(kind.usage)
  const noFiles = kind.usage === 'ENCRYPT_DECRYPT' && kind.spec !== 'SYMMETRIC_DEFAULT'
  return (
    <div className="more">
      <UsageCards
        usages={usages}
        value={kind.usage}
        onChange={(usage) => onChange(withLocalUsage(kind, usage))}
      />
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

import { Button, Radio, Select, Switch } from '@mantine/core'
import {
  IconChevronDown,
  IconChevronRight,
  IconLock,
  IconShieldCheck,
  IconSignature,
  IconUsers,
} from '@tabler/icons-react'
import { useState } from 'react'
import { canImport, type KeyUsage } from '../../../../shared/kms/key-specs.ts'
import { Segments } from '../../ui/segments.tsx'
import type { Icon } from '../../ui/icon.ts'
import { specWords } from '../../words/spec-words.ts'
import { kindText as words, wizardText } from '../../words/wizard-text.ts'
import { ChoiceCard } from './choice-card.tsx'
import { specsFor, type WizardFields, withUsage } from './wizard-fields.ts'

const kinds: readonly (readonly [KeyUsage, Icon])[] = [
  ['ENCRYPT_DECRYPT', IconLock],
  ['SIGN_VERIFY', IconSignature],
  ['GENERATE_VERIFY_MAC', IconShieldCheck],
  ['KEY_AGREEMENT', IconUsers],
]

interface KindStepProps {
  readonly fields: WizardFields
  readonly onChange: (fields: WizardFields) => void
}

/** What the key is for, in plain words; its spec, where its material comes from and multi-Region under "More". */
export function KindStep({ fields, onChange }: KindStepProps) {
  const [more, setMore] = useState(false)
  const choose = (value: string) => {
    const usage = kinds.find(([each]) => each === value)?.[0]
    if (usage !== undefined) onChange(withUsage(fields, usage))
  }
  const Chevron = more ? IconChevronDown : IconChevronRight
  return (
    <>
      <Radio.Group value={fields.usage} aria-label={words.title} onChange={choose}>
        <div className="opts pairs-of">
          {kinds.map(([usage, icon]) => (
            <ChoiceCard
              key={usage}
              value={usage}
              chosen={fields.usage === usage}
              icon={icon}
              title={words.kinds[usage].name}
              text={words.kinds[usage].text}
            />
          ))}
        </div>
      </Radio.Group>
      <Button
        className="more-toggle"
        size="compact-sm"
        variant="subtle"
        aria-expanded={more}
        leftSection={<Chevron size={14} aria-hidden />}
        onClick={() => setMore(!more)}
      >
        {wizardText.more}
      </Button>
      {more && <MoreKinds fields={fields} onChange={onChange} />}
    </>
  )
}

function MoreKinds({ fields, onChange }: KindStepProps) {
  const files = fields.usage !== 'ENCRYPT_DECRYPT' || fields.spec === 'SYMMETRIC_DEFAULT'
  const importable = canImport(fields.spec)
  return (
    <div className="more">
      <Select
        label={words.moreKinds}
        description={files ? words.specNote : `${words.noFiles} ${words.specNote}`}
        inputWrapperOrder={['label', 'input', 'description']}
        data={specsFor(fields.usage, fields.region).map((value) => ({ value, label: specWords(value) }))}
        value={fields.spec}
        onChange={(value) => {
          const spec = specsFor(fields.usage, fields.region).find((each) => each === value)
          if (spec !== undefined) onChange({ ...fields, spec })
        }}
      />
      {importable && (
        <div className="form tight">
          <div className="field-title">{words.origin}</div>
          <Segments
            label={words.origin}
            value={fields.origin}
            options={[
              { value: 'AWS_KMS', label: words.originAws },
              { value: 'EXTERNAL', label: words.originOwn },
            ]}
            onChange={(origin) => onChange({ ...fields, origin })}
          />
          <p className="small soft">
            {fields.origin === 'EXTERNAL' ? words.originOwnText : words.originAwsText}
          </p>
        </div>
      )}
      <Switch
        label={words.multiRegion}
        description={words.multiRegionText}
        checked={fields.multiRegion}
        onChange={(event) => onChange({ ...fields, multiRegion: event.currentTarget.checked })}
      />
    </div>
  )
}

import { Select, Switch } from '@mantine/core'
import { useState } from 'react'
import { canImport, type KeyUsage } from '../../../../shared/kms/key-specs.ts'
import { MoreToggle } from '../../ui/more-toggle.tsx'
import { Segments } from '../../ui/segments.tsx'
import { specWords } from '../../words/spec-words.ts'
import { kindText as words, wizardText } from '../../words/wizard-text.ts'
import { UsageCards } from './usage-cards.tsx'
import { specsFor, type WizardFields, withUsage } from './wizard-fields.ts'

const usages: readonly KeyUsage[] = ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT']

interface KindStepProps {
  readonly fields: WizardFields
  readonly onChange: (fields: WizardFields) => void
}

/** What the key is for, in plain words; its spec, where its material comes from and multi-Region under "More". */
export function KindStep({ fields, onChange }: KindStepProps) {
  const [more, setMore] = useState(false)
  return (
    <>
      <UsageCards
        usages={usages}
        value={fields.usage}
        pairs
        onChange={(usage) => onChange(withUsage(fields, usage))}
      />
      <MoreToggle open={more} onChange={setMore}>
        {wizardText.more}
      </MoreToggle>
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

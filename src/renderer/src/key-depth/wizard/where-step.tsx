import { Radio, Select } from '@mantine/core'
import { IconCloud, IconDeviceLaptop } from '@tabler/icons-react'
import type { Connection } from '../../../../shared/model/connection.ts'
import { whereText as words } from '../../words/wizard-text.ts'
import { ChoiceCard } from './choice-card.tsx'
import { type WizardFields, withConnection, withRegion } from './wizard-fields.ts'

interface WhereStepProps {
  readonly fields: WizardFields
  readonly connections: readonly Connection[]
  readonly onChange: (fields: WizardFields) => void
}

/** Where the key lives: on this computer, or in a Region of a connection. */
export function WhereStep({ fields, connections, onChange }: WhereStepProps) {
  const connection = connections.find(({ id }) => id === fields.connectionId)
  const choose = (id: string | null) => {
    const next = connections.find((each) => each.id === id)
    if (next !== undefined) onChange(withConnection(fields, next))
  }
  return (
    <>
      <Radio.Group
        value={fields.home}
        aria-label={words.title}
        onChange={(home) => onChange({ ...fields, home: home === 'aws' ? 'aws' : 'here' })}
      >
        <div className="opts">
          <ChoiceCard
            value="here"
            chosen={fields.home === 'here'}
            icon={IconDeviceLaptop}
            title={words.here}
            text={words.hereText}
          />
          <ChoiceCard
            value="aws"
            chosen={fields.home === 'aws'}
            icon={IconCloud}
            title={words.aws}
            text={words.awsText}
          />
        </div>
      </Radio.Group>
      {fields.home === 'aws' && (
        <div className="two-fields">
          <Select
            label={words.connection}
            data={connections.map(({ id, name }) => ({ value: id, label: name }))}
            value={fields.connectionId}
            onChange={choose}
          />
          <Select
            label={words.region}
            data={[...(connection?.regions ?? [])]}
            value={fields.region}
            onChange={(region) => region !== null && onChange(withRegion(fields, region))}
          />
        </div>
      )}
    </>
  )
}

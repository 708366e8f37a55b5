import { Checkbox, TextInput } from '@mantine/core'
import type { GrantOperation } from '../../../../shared/model/key-page.ts'
import { ContextPairs } from '../../files/context-pairs.tsx'
import { Segments } from '../../ui/segments.tsx'
import { grantFieldText as words, operationWords } from '../../words/grants-text.ts'
import { canConstrain, type GrantFields, grantOperationsOf, isService } from './grant-draft.ts'

interface GrantFormProps {
  readonly fields: GrantFields
  /** Of the key. */
  readonly usage: string | null
  readonly symmetric: boolean
  readonly onChange: (fields: GrantFields) => void
}

/** The fields of a new grant. */
export function GrantForm({ fields, usage, symmetric, onChange }: GrantFormProps) {
  return (
    <>
      <TextInput
        label={words.grantee}
        description={words.granteeHint}
        inputWrapperOrder={['label', 'input', 'description']}
        value={fields.grantee}
        maxLength={256}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        onChange={(event) => onChange({ ...fields, grantee: event.currentTarget.value })}
      />
      <Operations
        all={grantOperationsOf(usage, symmetric)}
        chosen={fields.operations}
        onChange={(operations) => onChange({ ...fields, operations })}
      />
      {canConstrain(usage, symmetric) && (
        <div className="form tight">
          <div className="field-title">{words.constraint}</div>
          <Segments
            label={words.constraint}
            value={fields.constraint}
            options={[
              { value: 'none', label: words.any },
              { value: 'subset', label: words.subset },
              { value: 'equals', label: words.equals },
            ]}
            onChange={(constraint) => onChange({ ...fields, constraint })}
          />
          {fields.constraint !== 'none' && (
            <ContextPairs
              title={words.pairs}
              note={words.pairsNote}
              pairs={fields.pairs}
              onChange={(pairs) => onChange({ ...fields, pairs })}
            />
          )}
        </div>
      )}
      {isService(fields.grantee) && (
        <TextInput
          label={words.source}
          description={words.sourceHint}
          inputWrapperOrder={['label', 'input', 'description']}
          value={fields.sourceArn}
          maxLength={2048}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ ...fields, sourceArn: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={words.name}
        description={words.nameHint}
        inputWrapperOrder={['label', 'input', 'description']}
        value={fields.name}
        maxLength={256}
        spellCheck={false}
        onChange={(event) => onChange({ ...fields, name: event.currentTarget.value })}
      />
      <TextInput
        label={words.retiring}
        description={isService(fields.grantee) ? words.retiringNeeded : words.retiringHint}
        inputWrapperOrder={['label', 'input', 'description']}
        value={fields.retiring}
        maxLength={256}
        spellCheck={false}
        onChange={(event) => onChange({ ...fields, retiring: event.currentTarget.value })}
      />
    </>
  )
}

interface OperationsProps {
  readonly all: readonly GrantOperation[]
  readonly chosen: readonly GrantOperation[]
  readonly onChange: (chosen: readonly GrantOperation[]) => void
}

function Operations({ all, chosen, onChange }: OperationsProps) {
  return (
    <Checkbox.Group
      label={words.operations}
      value={[...chosen]}
      onChange={(next: string[]) => onChange(all.filter((operation) => next.includes(operation)))}
    >
      <div className="ops">
        {all.map((operation) => (
          <Checkbox
            key={operation}
            value={operation}
            label={
              <>
                {operationWords(operation)} <span className="mono dim">{operation}</span>
              </>
            }
          />
        ))}
      </div>
      {chosen.includes('CreateGrant') && <p className="small dim">{words.delegates}</p>}
    </Checkbox.Group>
  )
}

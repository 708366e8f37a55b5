import { Button, Select } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { refId } from '../../data/key-ref.ts'
import { useObstacle } from '../../data/use-obstacle.ts'
import { ContextPairs } from '../../files/context-pairs.tsx'
import { WhyNot } from '../../ui/why-not.tsx'
import { keyName } from '../../words/key-row-words.ts'
import { tryAbout, tryPlaceText } from '../../words/try-here-text.ts'
import { type TryAct, tryActText, tryText as words } from '../../words/try-text.ts'
import { TryEntry, TryProof } from './try-entry.tsx'
import { canSave, takesContext, tryAlgorithms, type TryFields, tryObstacle } from './try-state.ts'

interface TryFormProps {
  readonly row: KeyRow
  readonly act: TryAct
  readonly fields: TryFields
  readonly targets: readonly KeyRow[]
  readonly busy: boolean
  readonly onChange: (fields: TryFields) => void
  readonly onRun: (saveAs: boolean) => void
}

/** What an act needs, and the buttons that do it; why they cannot be used stands beside them. */
export function TryForm({ row, act, fields, targets, busy, onChange, onRun }: TryFormProps) {
  const text = tryActText[act]
  const here = row.ref.service === 'local'
  const said = tryPlaceText(here)
  const obstacle = useObstacle(row)(act) ?? tryObstacle(act, fields, row)
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (obstacle === null && !busy) onRun(false)
      }}
    >
      <p className="mid soft try-about">
        {tryAbout(act, here)} <span className="mono dim">{text.term}</span>
      </p>
      {act !== 'publicKey' && <TryEntry row={row} act={act} fields={fields} onChange={onChange} />}
      <TryProof act={act} fields={fields} onChange={onChange} />
      <Algorithm row={row} act={act} fields={fields} onChange={onChange} />
      {takesContext(act, row) && (
        <ContextPairs
          title={words.context}
          note={act === 'encrypt' ? said.contextNote : words.contextOpen}
          pairs={fields.context}
          onChange={(context) => onChange({ ...fields, context })}
        />
      )}
      {act === 'reEncrypt' && <Target here={here} fields={fields} targets={targets} onChange={onChange} />}
      <p className="note small try-note">
        <IconInfoCircle size={14} aria-hidden />
        {said.goes}
      </p>
      <div className="form-foot try-foot">
        <Button type="submit" variant="filled" disabled={obstacle !== null || busy}>
          {text.act}
        </Button>
        {canSave(act) && (
          <Button disabled={obstacle !== null || busy} onClick={() => onRun(true)}>
            {act === 'publicKey' ? words.toFileShort : words.toFile(text.act)}
          </Button>
        )}
        <WhyNot row={row} action={act} reason={obstacle} />
      </div>
    </form>
  )
}

type PartProps = Pick<TryFormProps, 'row' | 'act' | 'fields' | 'onChange'>

/** A choice only where there is one. */
function Algorithm({ row, act, fields, onChange }: PartProps) {
  const all = tryAlgorithms(act, row)
  if (all.length < 2) return null
  return (
    <Select
      label={words.algorithm}
      data={[...all]}
      value={fields.algorithm}
      onChange={(algorithm) => onChange({ ...fields, algorithm: algorithm ?? fields.algorithm })}
    />
  )
}

interface TargetProps extends Pick<TryFormProps, 'fields' | 'targets' | 'onChange'> {
  readonly here: boolean
}

function Target({ here, fields, targets, onChange }: TargetProps) {
  const said = tryPlaceText(here)
  return (
    <>
      <Select
        label={words.to}
        placeholder={said.toChoose}
        description={targets.length === 0 ? said.toNone : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
        searchable
        disabled={targets.length === 0}
        data={targets.map((key) => ({ value: refId(key.ref), label: keyName(key) }))}
        value={fields.to}
        onChange={(to) => onChange({ ...fields, to })}
      />
      <ContextPairs
        title={words.toContext}
        note={said.contextNote}
        pairs={fields.toContext}
        onChange={(toContext) => onChange({ ...fields, toContext })}
      />
    </>
  )
}

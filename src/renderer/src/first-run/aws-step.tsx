import { Button, Loader } from '@mantine/core'
import type { Connection } from '../../../shared/model/connection.ts'
import type { DoorRef } from '../../../shared/model/door.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { ConnectionActs } from '../connections/connection-acts.tsx'
import { useRefreshKeys } from '../data/change.ts'
import { refId, rowOf } from '../data/key-ref.ts'
import { useKeys, useSettings } from '../data/queries.ts'
import { chooseDoors } from '../files/plan-actions.ts'
import { many } from '../format/lists.ts'
import { doorName } from '../picker/door-name.ts'
import { KeyCombobox } from '../picker/key-combobox.tsx'
import { PickButton } from '../picker/pick-button.tsx'
import { ConnectionForm } from '../settings/connection-form.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { firstRunText } from '../words/first-run-text.ts'
import { connectionText } from '../words/settings-text.ts'

const words = firstRunText.aws

interface AwsStepProps {
  /** The connection made in this step, or the first one that is there; null = none yet. */
  readonly connection: Connection | null
  readonly changing: boolean
  readonly onChanging: (changing: boolean) => void
}

/** Step 2 for AWS: a profile and a Region, then the key to encrypt to. */
export function AwsStep({ connection, changing, onChanging }: AwsStepProps) {
  if (connection === null || changing) {
    return (
      <div className="fr-form">
        <ConnectionForm connection={connection} onSaved={() => onChanging(false)} saveLabel={words.title} />
      </div>
    )
  }
  return (
    <div className="fr-form">
      <Found connection={connection} />
      <div>
        <Button variant="subtle" className="link" onClick={() => onChanging(true)}>
          {words.change}
        </Button>
      </div>
    </div>
  )
}

function Found({ connection }: { readonly connection: Connection }) {
  const keys = useKeys().data ?? []
  const refresh = useRefreshKeys()
  const { status, signIn, credentials } = connection
  const mustSignIn = signIn.state === 'needed' || signIn.state === 'failed' || signIn.state === 'waiting'
  const mustChoose = credentials.from === 'sso' && credentials.role === null
  if (credentials.from === 'sso' && (mustSignIn || mustChoose))
    return <ConnectionActs connection={connection} onEdit={() => undefined} />
  if (status.state === 'failed') {
    return (
      <ProblemPanel problem={status.problem} tone="amber">
        <Button size="compact-sm" onClick={() => refresh.mutate()}>
          {connectionText.readAgain}
        </Button>
      </ProblemPanel>
    )
  }
  const own = keys.filter((key) => key.ref.service === 'aws' && key.ref.connectionId === connection.id)
  const usable = own.filter((key) => key.canEncrypt)
  if (usable.length === 0 && status.state !== 'read') {
    return (
      <output className="row">
        <Loader size={18} type="oval" />
        <span className="soft">{words.reading}</span>
      </output>
    )
  }
  return (
    <>
      <p className="soft">{words.connected(connection.name, many(own.length, 'key'))}</p>
      {usable.length === 0 ? <p>{words.none}</p> : <ChooseKey keys={usable} />}
    </>
  )
}

function ChooseKey({ keys }: { readonly keys: readonly KeyRow[] }) {
  const doors = useSettings().data?.doors ?? []
  const chosen = doors.find((door) => door.service === 'aws')
  const row = chosen === undefined ? undefined : rowOf(keys, chosen)
  const shown = row === undefined ? null : doorName(row.ref, keys, { vault: 'open' })
  const pick = (ref: DoorRef) => {
    const others = doors.filter((door) => door.service === 'local' && refId(door) !== refId(ref))
    void chooseDoors([...others, ref])
  }
  return (
    <div>
      <div className="mid strong pick-label">{words.choose}</div>
      <KeyCombobox keys={keys} chosen={chosen === undefined ? [] : [chosen]} onPick={pick}>
        <PickButton service={row === undefined ? null : 'aws'} shown={shown} />
      </KeyCombobox>
    </div>
  )
}

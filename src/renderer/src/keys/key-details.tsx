import { Button } from '@mantine/core'
import { IconKey, IconLock } from '@tabler/icons-react'
import type { KeyRow } from '../../../shared/model/key.ts'
import { goTo } from '../app/place.ts'
import { chooseDoors } from '../files/plan-actions.ts'
import { SideDrawer } from '../ui/side-drawer.tsx'
import { cannotEncrypt, keyName, keyPlace } from '../words/key-row-words.ts'
import { keysText } from '../words/keys-text.ts'
import { KeyFacts } from './key-facts.tsx'
import { StateChip } from './state-chip.tsx'

interface KeyDetailsProps {
  readonly of: KeyRow
  readonly onClose: () => void
}

/** The drawer of one key: what it is, and the one thing to do with it. */
export function KeyDetails({ of: key, onClose }: KeyDetailsProps) {
  const reason = cannotEncrypt(key)
  const use = async () => {
    await chooseDoors([key.ref])
    goTo('files')
  }
  return (
    <SideDrawer
      opened
      onClose={onClose}
      name={`${keyName(key)}, details`}
      glyph={<IconKey className="glyph" size={18} stroke={1.5} aria-hidden />}
      title={<span title={keyName(key)}>{keyName(key)}</span>}
      sub={keyPlace(key)}
      foot={
        <>
          <Button
            leftSection={<IconLock size={16} stroke={1.75} aria-hidden />}
            disabled={reason !== null}
            onClick={() => void use()}
          >
            {keysText.encryptHere}
          </Button>
          {reason !== null && <span className="mid dim foot-why">{reason}</span>}
        </>
      }
    >
      <div className="dr-state">
        <StateChip of={key} />
      </div>
      <h3>{keysText.facts}</h3>
      <KeyFacts of={key} />
    </SideDrawer>
  )
}

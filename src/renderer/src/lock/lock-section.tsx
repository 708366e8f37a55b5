import { Button, Radio, Select, Switch } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { LockSettings, Settings } from '../../../shared/model/settings.ts'
import { changeSettings } from '../data/change-settings.ts'
import { useVault } from '../data/queries.ts'
import { lockSettingsText as words } from '../words/lock-text.ts'
import { sectionNames } from '../words/settings-text.ts'
import { lockNow } from './lock-acts.ts'
import { Protection } from './protection.tsx'

const presets = [1, 5, 15, 30, 60, 240]

/** When and how the vault locks, and what opens it. */
export function LockSection({ settings }: { readonly settings: Settings }) {
  const status = useVault().data ?? { state: 'starting' as const }
  return (
    <>
      <div className="row">
        <h2 className="grow">{sectionNames.lock}</h2>
        {status.state === 'open' && (
          <Button
            leftSection={<IconLock size={16} stroke={1.75} aria-hidden />}
            onClick={() => void lockNow()}
          >
            {words.lockNow}
          </Button>
        )}
      </div>
      <p className="mid soft set-p">{words.intro}</p>
      <WhenForm lock={settings.lock} />
      <Protection status={status} />
    </>
  )
}

function WhenForm({ lock }: { readonly lock: LockSettings }) {
  const change = (part: Partial<LockSettings>) => void changeSettings({ lock: { ...lock, ...part } })
  const minutes = [...new Set([...presets, ...(lock.idleMinutes === null ? [] : [lock.idleMinutes])])]
  const flag = (name: 'onSuspend' | 'onScreenLock' | 'onUserSwitch' | 'atStart') => ({
    checked: lock[name],
    onChange: (event: { currentTarget: { checked: boolean } }) =>
      change({ [name]: event.currentTarget.checked }),
  })
  return (
    <div className="set-form">
      <Select
        label={words.idle}
        data={[
          ...minutes
            .toSorted((a, b) => a - b)
            .map((each) => ({ value: String(each), label: words.minutes(each) })),
          { value: 'never', label: words.never },
        ]}
        value={lock.idleMinutes === null ? 'never' : String(lock.idleMinutes)}
        onChange={(choice) => {
          if (choice !== null) change({ idleMinutes: choice === 'never' ? null : Number(choice) })
        }}
      />
      <div className="field-title">{words.also}</div>
      <Switch label={words.suspend} {...flag('onSuspend')} />
      <Switch label={words.screenLock} description={words.screenLockNote} {...flag('onScreenLock')} />
      <Switch label={words.userSwitch} {...flag('onUserSwitch')} />
      <Switch label={words.atStart} description={words.atStartNote} {...flag('atStart')} />
      <Radio.Group
        label={words.running}
        description={words.runningNote}
        value={lock.running}
        onChange={(choice) => change({ running: choice === 'stop' ? 'stop' : 'finish' })}
      >
        <div className="radios">
          {(['finish', 'stop'] as const).map((choice) => (
            <Radio
              key={choice}
              size="xs"
              value={choice}
              label={words[choice].name}
              description={words[choice].text}
            />
          ))}
        </div>
      </Radio.Group>
    </div>
  )
}

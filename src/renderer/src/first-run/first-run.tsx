import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import type { Connection } from '../../../shared/model/connection.ts'
import type { RecoveryStatus } from '../../../shared/model/recovery.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { place } from '../app/place.ts'
import { changeSettings } from '../data/change-settings.ts'
import { kitFlow } from '../recovery/kit-flow-state.ts'
import { firstRunText } from '../words/first-run-text.ts'
import { kitUseText, recoveryText } from '../words/recovery-text.ts'
import { newKeyText } from '../words/keys-text.ts'
import { vaultTrouble } from '../words/vault-words.ts'
import { AwsStep } from './aws-step.tsx'
import { FileStep } from './file-step.tsx'
import { FirstRunFrame } from './first-run-frame.tsx'
import {
  type FirstRunScreen,
  homeOf,
  isKitTried,
  type KeyHome,
  nextScreen,
  previousScreen,
  resumeAt,
  stepOf,
  stepsFor,
} from './first-run-state.ts'
import { KeyStep } from './key-step.tsx'
import { KitStep } from './kit-step.tsx'
import { useFirstKey } from './use-first-key.ts'
import { WhereStep } from './where-step.tsx'

interface FirstRunProps {
  readonly status: VaultStatus
  readonly connections: readonly Connection[]
  readonly settings: Settings
  readonly recovery: RecoveryStatus | undefined
}

/** The first run: where keys live, the first key, the kit, the first file. Left at any time, gone on with from there. */
export function FirstRun({ status, connections, settings, recovery }: FirstRunProps) {
  const [screen, setScreen] = useState(() => resumeAt({ status, connections, recovery }))
  const [home, setHome] = useState<KeyHome>(() => homeOf({ status, connections, recovery }))
  const [changing, setChanging] = useState(false)
  const key = useFirstKey(() => setScreen(nextScreen('key', home)))
  const goOn = () => {
    if (screen === 'key' && needsKey(status)) key.make()
    else if (screen === 'file') void changeSettings({ firstRunDone: true })
    else setScreen(nextScreen(screen, home))
  }
  const obstacle = obstacleFor({
    screen,
    home,
    status,
    settings,
    recovery,
    connected: connections.length > 0,
    keyObstacle: key.obstacle,
  })
  return (
    <FirstRunFrame
      steps={stepsFor(home)}
      step={stepOf(screen, home)}
      title={firstRunText[screen].title}
      text={firstRunText[screen].text}
      foot={
        <>
          {screen !== 'where' && (
            <Button
              variant="subtle"
              size="lg"
              leftSection={<IconArrowLeft size={16} aria-hidden />}
              onClick={() => setScreen(previousScreen(screen, home))}
            >
              {firstRunText.back}
            </Button>
          )}
          {screen !== 'kit' && (
            <Button variant="subtle" size="lg" onClick={skip}>
              {firstRunText.skip}
            </Button>
          )}
          {screen === 'where' && (
            <Button variant="subtle" size="lg" onClick={() => kitFlow.set('choose')}>
              {kitUseText.title}
            </Button>
          )}
          <span className="grow" />
          {obstacle !== null && <span className="mid dim">{obstacle}</span>}
          {screen === 'kit' && obstacle !== null && (
            <Button variant="subtle" size="lg" onClick={() => setScreen(nextScreen('kit', home))}>
              {recoveryText.later}
            </Button>
          )}
          <Button variant="filled" size="lg" disabled={obstacle !== null || key.busy} onClick={goOn}>
            {labelFor(screen, status)}
          </Button>
        </>
      }
    >
      {screen === 'where' && <WhereStep status={status} value={home} onChange={setHome} />}
      {screen === 'key' && (
        <KeyStep
          status={status}
          fields={key.fields}
          problem={key.problem}
          onChange={key.setFields}
          onSubmit={() => {
            if (obstacle === null && !key.busy) key.make()
          }}
        />
      )}
      {screen === 'aws' && (
        <AwsStep connection={connections.at(-1) ?? null} changing={changing} onChanging={setChanging} />
      )}
      {screen === 'kit' && <KitStep status={status} recovery={recovery} />}
      {screen === 'file' && <FileStep />}
    </FirstRunFrame>
  )
}

const skip = () => place.set({ ...place.get(), firstRunSkipped: true })

const needsKey = (status: VaultStatus): boolean => status.state !== 'open' || status.keyCount === 0

function labelFor(screen: FirstRunScreen, status: VaultStatus): string {
  if (screen === 'file') return firstRunText.finish
  return screen === 'key' && needsKey(status) ? newKeyText.make : firstRunText.next
}

interface ObstacleInput {
  readonly screen: FirstRunScreen
  readonly home: KeyHome
  readonly status: VaultStatus
  readonly settings: Settings
  readonly recovery: RecoveryStatus | undefined
  readonly connected: boolean
  readonly keyObstacle: string | null
}

/** Why there is no way on yet; null where there is one. */
function obstacleFor({
  screen,
  home,
  status,
  settings,
  recovery,
  connected,
  keyObstacle,
}: ObstacleInput): string | null {
  const noKeystore = status.state === 'starting' || vaultTrouble(status) !== null
  if (screen === 'where' && home !== 'aws' && noKeystore) {
    return status.state === 'starting' ? firstRunText.where.testing : firstRunText.where.cannot
  }
  if (screen === 'key' && needsKey(status)) return keyObstacle
  if (screen === 'aws' && !settings.doors.some((door) => door.service === 'aws')) {
    return connected ? firstRunText.aws.chooseFirst : firstRunText.aws.connectFirst
  }
  if (screen === 'kit' && !isKitTried(recovery))
    return (recovery?.kit ?? null) === null ? recoveryText.saveFirst : recoveryText.tryFirst
  return null
}

import { Button } from '@mantine/core'
import { IconInfoCircle, IconLifebuoy } from '@tabler/icons-react'
import { useState } from 'react'
import { problemOf } from '../data/call.ts'
import { useVault } from '../data/queries.ts'
import { Banner } from '../ui/banner.tsx'
import { FreshStep } from '../ui/fresh-step.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { recoveryText as words } from '../words/recovery-text.ts'
import { sectionNames } from '../words/settings-text.ts'
import { Backups } from './backups.tsx'
import { FilesOfKit } from './files-of-kit.tsx'
import { FormerKits } from './former-kits.tsx'
import { kitFlow } from './kit-flow-state.ts'
import { KitMaker } from './kit-maker.tsx'
import { KitStanding } from './kit-standing.tsx'
import { useRecovery } from './use-recovery.ts'

/** The recovery kit and backups of the keys. */
export function RecoverySection() {
  const recovery = useRecovery()
  const open = useVault().data?.state === 'open'
  const [making, setMaking] = useState<'first' | 'another' | null>(null)
  // A kit that is being replaced is not the one that the maker goes on with.
  const [replaced, setReplaced] = useState<string | null>(null)
  const status = recovery.data
  const kit = status?.kit ?? null
  const begin = () => {
    setReplaced(kit?.kitId ?? null)
    setMaking(kit === null ? 'first' : 'another')
  }
  return (
    <>
      <div className="row">
        <h2 className="grow">{sectionNames.recovery}</h2>
        <Button
          leftSection={<IconLifebuoy size={16} stroke={1.75} aria-hidden />}
          onClick={() => kitFlow.set('choose')}
        >
          {words.withKit}
        </Button>
      </div>
      <p className="mid soft set-p">{words.intro}</p>
      {recovery.error !== null && <ProblemPanel problem={problemOf(recovery.error)} tone="amber" />}
      {status !== undefined && making === null && kit === null && (
        <Banner
          icon={IconInfoCircle}
          title={words.none}
          actions={
            <Button size="compact-sm" variant="filled" disabled={!open} onClick={begin}>
              {words.makeOne}
            </Button>
          }
        >
          {words.noneText}
        </Banner>
      )}
      {kit !== null && making === null && (
        <KitStanding key={kit.kitId} kit={kit} canReplace={open} onReplace={begin} />
      )}
      {status !== undefined && making !== null && (
        <FreshStep label={making === 'another' ? words.replaceTitle : words.firstTitle}>
          <div className="set-part wide">
            <h3>{making === 'another' ? words.replaceTitle : words.firstTitle}</h3>
            {making === 'another' && <p className="mid soft">{words.replaceText}</p>}
            {making === 'another' && kit !== null && kit.kitId === replaced && (
              <p className="mid tnum row">
                <FilesOfKit kit={kit} />
              </p>
            )}
            <KitMaker kit={kit?.kitId === replaced ? null : kit} />
            <div className="row">
              <Button onClick={() => setMaking(null)}>{words.close}</Button>
            </div>
          </div>
        </FreshStep>
      )}
      {status !== undefined && <FormerKits kits={status.formerKits} />}
      {status !== undefined && <Backups status={status} canMake={open} />}
    </>
  )
}

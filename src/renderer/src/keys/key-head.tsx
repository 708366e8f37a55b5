import { UnstyledButton } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { type ComponentType, type ReactNode, useEffect, useRef } from 'react'
import { goTo } from '../app/place.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Mono } from '../ui/mono.tsx'
import { Where } from '../ui/where.tsx'
import { keyName } from '../words/key-row-words.ts'
import { keyPageText } from '../words/key-page-text.ts'
import { NextAct } from './next-act.tsx'
import { StateChip } from './state-chip.tsx'

interface KeyHeadProps {
  readonly row: KeyRow
  /** What the tab offers in place of the next thing to do. */
  readonly Act: ComponentType<{ readonly row: KeyRow }> | null
  /** The list of tabs. */
  readonly children: ReactNode
}

/** The head of a key's page: the way back, the name, how it stands, its ARN, and the one thing to do next. */
export function KeyHead({ row, Act, children }: KeyHeadProps) {
  const title = useRef<HTMLHeadingElement>(null)
  // The page slid in over the list: whoever reads by ear or keyboard goes on from its title.
  useEffect(() => title.current?.focus(), [])
  return (
    <header className="khead">
      <UnstyledButton className="back" onClick={() => goTo('keys')}>
        <IconArrowLeft size={14} aria-hidden />
        {keyPageText.back}
      </UnstyledButton>
      <div className="row">
        <h1 ref={title} className="ell" tabIndex={-1} title={keyName(row)}>
          {keyName(row)}
        </h1>
        <StateChip of={row} filled />
        <Where region={row.region} />
        <div className="head-end">{Act === null ? <NextAct row={row} /> : <Act row={row} />}</div>
      </div>
      <div className="row karn">
        <Mono full>{row.arn ?? row.keyId}</Mono>
        <CopyButton text={row.arn ?? row.keyId} what={row.arn === null ? 'key id' : 'ARN'} />
      </div>
      {children}
    </header>
  )
}

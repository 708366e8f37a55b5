import { Button } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useState } from 'react'
import type { KeyRow } from '../../../shared/model/key.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { byHandText as words } from '../words/by-hand-text.ts'
import { ByHandFlow } from './by-hand-flow.tsx'
import { useSuccession } from './successors.ts'

/** Rotating by hand: another key takes this one's place. For keys that cannot rotate it is the only way. */
export function ByHandCard({ row }: { readonly row: KeyRow }) {
  const obstacle = useObstacle(row)('rotateByHand')
  const succession = useSuccession(row.ref)
  const [opened, setOpened] = useState(false)
  const open = opened || succession !== undefined
  if (obstacle !== null) return null
  return (
    <section className="by-hand" aria-label={words.title}>
      <div className="sec">
        <h2 className="grow">{words.title}</h2>
        {!open && (
          <Button
            leftSection={<IconArrowsExchange size={16} stroke={1.75} aria-hidden />}
            onClick={() => setOpened(true)}
          >
            {words.begin}
          </Button>
        )}
      </div>
      <p className="mid soft">{words.what}</p>
      {open && <ByHandFlow row={row} succession={succession} onFinish={() => setOpened(false)} />}
    </section>
  )
}

import { Autocomplete, Button } from '@mantine/core'
import { useState } from 'react'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { useConnections } from '../data/queries.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { regionsText as words } from '../words/key-regions-text.ts'
import { replicaRegionFault } from './check-region.ts'

interface ReplicateProps {
  readonly row: KeyRow
  readonly of: AwsKeyRef
  /** Regions where the key is already. */
  readonly taken: readonly string[]
}

/** The line that makes one more replica; Regions of the connections are offered, any other can be typed. */
export function Replicate({ row, of, taken }: ReplicateProps) {
  const [typed, setTyped] = useState('')
  const replicate = useKeyChange('manage.replicate')
  const connections = useConnections().data ?? []
  const obstacle = useObstacle(row)('replicate')
  const region = typed.trim()
  const fault = replicaRegionFault(region, row.region ?? '', taken)
  const offered = [...new Set(connections.flatMap(({ regions }) => regions))].filter(
    (each) => !taken.includes(each),
  )
  const act = () =>
    replicate.mutate(
      { ref: of, region, description: row.description },
      {
        onSuccess: () => {
          say(words.replicated(region))
          setTyped('')
        },
      },
    )
  return (
    <form
      className="kadd"
      onSubmit={(event) => {
        event.preventDefault()
        if (fault === null && obstacle === null) act()
      }}
    >
      <h3>{words.replicate}</h3>
      <p className="mid soft">{words.replicateText}</p>
      <div className="row">
        <Autocomplete
          className="kadd-name"
          aria-label={words.replicateTo}
          placeholder={words.replicateHint}
          data={offered}
          value={typed}
          disabled={obstacle !== null}
          onChange={(value) => {
            setTyped(value)
            replicate.reset()
          }}
        />
        <Button type="submit" disabled={fault !== null || obstacle !== null || replicate.isPending}>
          {words.replicateAct}
        </Button>
        <span className="mid dim">{obstacle ?? (region === '' || fault === null ? '' : words[fault])}</span>
      </div>
      {replicate.error !== null && (
        <ProblemPanel problem={problemOf(replicate.error)} what={words.notReplicated} />
      )}
    </form>
  )
}

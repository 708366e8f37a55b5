import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconRefresh } from '@tabler/icons-react'
import { useRefreshKeys } from '../data/change.ts'
import { useConnections, useKeys } from '../data/queries.ts'
import { Head } from '../ui/head.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { VaultNotice } from '../vault/vault-notice.tsx'
import { keysText, keysViewText } from '../words/keys-text.ts'
import { ConnectionNotices } from './connection-notices.tsx'
import { KeyTable } from './key-table.tsx'
import { setKeysView, useKeysView, widened } from './keys-view.ts'
import { KeysTools } from './keys-tools.tsx'
import { newKeyOpen } from './new-key-state.ts'
import { NoKeys, NoMatch } from './no-keys.tsx'
import { PlaceChips } from './place-chips.tsx'
import { ReadAt } from './read-at.tsx'
import { useKeyList } from './use-key-list.ts'

/** Keys of both services in one list, with search, facets and order. */
export function KeyList() {
  const { data, problem } = useKeys()
  const connections = useConnections().data ?? []
  const refresh = useRefreshKeys()
  const view = useKeysView()
  const list = useKeyList()
  const amount = data?.length ?? 0
  const names = namesOf(connections)
  return (
    <>
      <Head
        title={keysText.title}
        sub={<ReadAt amount={amount} shown={list.shown.length} connections={connections} />}
      >
        <ListActs reading={refresh.isPending} onReadAgain={() => refresh.mutate()} />
      </Head>
      <div className="body fill">
        <div className="stackgap">
          <VaultNotice />
          {problem !== null && <ProblemPanel problem={problem} />}
          <ConnectionNotices connections={connections} onReadAgain={() => refresh.mutate()} />
        </div>
        {amount === 0 ? (
          <NoKeys
            loading={data === undefined || connections.some((each) => each.status.state === 'reading')}
          />
        ) : (
          <>
            <KeysTools view={view} counts={list.counts} />
            <PlaceChips view={view} list={list} />
            {view.managers.includes('AWS') && <p className="note">{keysViewText.awsManaged}</p>}
            {list.shown.length === 0 ? (
              <NoMatch search={list.view.search} onClear={() => setKeysView(widened(view))} />
            ) : (
              <KeyTable list={list} connectionNames={names} />
            )}
          </>
        )}
      </div>
    </>
  )
}

interface ListActsProps {
  readonly reading: boolean
  readonly onReadAgain: () => void
}

function ListActs({ reading, onReadAgain }: ListActsProps) {
  return (
    <>
      <ActionIcon size={32} aria-label={keysText.readAgain} disabled={reading} onClick={onReadAgain}>
        <IconRefresh size={16} aria-hidden />
      </ActionIcon>
      <Button
        variant="filled"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => newKeyOpen.set(true)}
      >
        {keysText.newKey}
      </Button>
    </>
  )
}

/** Names of the connections, where there is more than one to tell apart. */
function namesOf(
  connections: readonly { readonly id: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  return new Map(connections.length < 2 ? [] : connections.map(({ id, name }) => [id, name]))
}

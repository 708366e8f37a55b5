import { Button, Loader, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection, ConnectionDraft, SsoRole } from '../../../shared/model/connection.ts'
import { call, problemOf } from '../data/call.ts'
import { useSaveConnection } from '../data/change.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { connectionCardText as words } from '../words/connections-text.ts'

interface ChooseRoleProps {
  readonly connection: Connection
}

/** After signing in: which account and role this connection uses. */
export function ChooseRole({ connection }: ChooseRoleProps) {
  const { id } = connection
  const roles = useQuery({
    queryKey: ['connections.ssoRoles', id],
    queryFn: async () => (await call('connections.ssoRoles', { id })).roles,
    staleTime: 60_000,
  })
  if (roles.error !== null)
    return (
      <ProblemPanel problem={problemOf(roles.error)} tone="amber">
        <Button size="compact-sm" onClick={() => void roles.refetch()}>
          {words.tryAgain}
        </Button>
      </ProblemPanel>
    )
  if (roles.data === undefined)
    return (
      <output className="row">
        <Loader size={16} type="oval" />
        <span className="soft">{words.readingRoles}</span>
      </output>
    )
  return <Choice connection={connection} roles={roles.data} />
}

interface ChoiceProps extends ChooseRoleProps {
  readonly roles: readonly SsoRole[]
}

function Choice({ connection, roles }: ChoiceProps) {
  const save = useSaveConnection()
  const [chosen, setChosen] = useState<string | null>(roles.length === 1 ? '0' : null)
  const role = chosen === null ? undefined : roles[Number(chosen)]
  const draft = role === undefined ? null : withRole(connection, role)
  if (roles.length === 0) return <p className="mid soft">{words.noRoles}</p>
  return (
    <div className="form">
      <div>
        <h4>{words.chooseTitle}</h4>
        <p className="small soft">{words.chooseText}</p>
      </div>
      <Select
        label={words.choose}
        placeholder={words.choosePlaceholder}
        searchable
        // In the page's main part, so that the list belongs to a landmark.
        comboboxProps={{ portalProps: { target: 'main' } }}
        data={groups(roles)}
        value={chosen}
        onChange={setChosen}
      />
      {save.error !== null && <ProblemPanel problem={problemOf(save.error)} what={words.notChosen} />}
      <div>
        <Button
          variant="filled"
          disabled={draft === null || save.isPending}
          onClick={() => draft !== null && save.mutate({ id: connection.id, draft, secret: null })}
        >
          {words.chooseDo}
        </Button>
      </div>
    </div>
  )
}

/** Roles under their account; the value is the role's place in the list. */
function groups(roles: readonly SsoRole[]) {
  const byAccount = Map.groupBy(
    roles.map((role, index) => ({ role, index })),
    ({ role }) => role.account,
  )
  return [...byAccount].map(([account, entries]) => ({
    group: `${entries[0]?.role.accountName ?? ''} ${account}`.trim(),
    items: entries.map(({ role, index }) => ({ value: String(index), label: role.role })),
  }))
}

function withRole(connection: Connection, { account, role }: SsoRole): ConnectionDraft | null {
  const { name, credentials, roles, regions, endpoint, stsEndpoint, signInEndpoint } = connection
  if (credentials.from !== 'sso') return null
  const chosen = { ...credentials, account, role }
  return { name, credentials: chosen, roles, regions, endpoint, stsEndpoint, signInEndpoint }
}

import { Button, Loader, Modal } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconHelp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Connection, ConnectionTest } from '../../../shared/model/connection.ts'
import { call, problemOf } from '../data/call.ts'
import { Chip } from '../ui/chip.tsx'
import { Mono } from '../ui/mono.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { errorText } from '../words/errors/error-words.ts'
import { connectionTestText as words } from '../words/connections-text.ts'

interface TestDialogProps {
  /** Null: closed. */
  readonly connection: Connection | null
  readonly onClose: () => void
}

/** Who you are, which Regions answer, and what was refused when it was tried. Nothing in the account is changed. */
export function TestDialog({ connection, onClose }: TestDialogProps) {
  return (
    <Modal
      opened={connection !== null}
      onClose={onClose}
      title={connection === null ? '' : words.title(connection.name)}
      size={640}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {connection !== null && <Test id={connection.id} onClose={onClose} />}
    </Modal>
  )
}

function Test({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const test = useQuery({
    queryKey: ['connections.test', id],
    queryFn: async () => await call('connections.test', { id }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  return (
    <div className="form">
      {test.isFetching && (
        <output className="row">
          <Loader size={16} type="oval" />
          <span className="soft">{words.testing}</span>
        </output>
      )}
      {test.error !== null && !test.isFetching && (
        <ProblemPanel problem={problemOf(test.error)} what={words.failed} />
      )}
      {test.data !== undefined && !test.isFetching && <Found test={test.data} />}
      <div className="form-foot">
        <Button variant="subtle" onClick={onClose}>
          {words.close}
        </Button>
        <Button disabled={test.isFetching} onClick={() => void test.refetch()}>
          {words.again}
        </Button>
      </div>
    </div>
  )
}

function Found({ test }: { readonly test: ConnectionTest }) {
  return (
    <>
      <section>
        <h3>{words.who}</h3>
        {test.identity === null ? (
          <p className="mid amber-text">
            {test.identityProblem === null ? words.whoNot : errorText(test.identityProblem).title}
          </p>
        ) : (
          <dl className="test-dl">
            <dt>{words.account}</dt>
            <dd>{test.identity.account}</dd>
            <dt>{words.arn}</dt>
            <dd>
              <Mono full dim={false}>
                {test.identity.arn}
              </Mono>
            </dd>
          </dl>
        )}
      </section>
      <section>
        <h3>{words.regions}</h3>
        <dl className="test-dl">
          {test.regions.map(({ region, answeredIn, problem }) => (
            <div key={region} className="test-row">
              <dt>{region}</dt>
              <dd>
                {answeredIn === null ? (
                  <Chip tone="amber" icon={IconAlertTriangle}>
                    {problem === null ? words.silent : errorText(problem).title}
                  </Chip>
                ) : (
                  words.answersIn(answeredIn)
                )}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <Actions actions={test.actions} />
    </>
  )
}

/** What was refused stands first; what is allowed is said in one line where everything is. */
function Actions({ actions }: Pick<ConnectionTest, 'actions'>) {
  const rank = { denied: 0, unknown: 1, allowed: 2 } as const
  const sorted = actions.toSorted((a, b) => rank[a.outcome] - rank[b.outcome])
  if (actions.length === 0) return null
  return (
    <section>
      <h3>{words.actions}</h3>
      <p className="small soft">
        {words.actionsText}{' '}
        {actions.every(({ outcome }) => outcome === 'allowed') && words.allAllowed(actions.length)}
      </p>
      <table className="test-actions" aria-label={words.actions}>
        <thead>
          <tr>
            <th scope="col">{words.action}</th>
            <th scope="col">{words.region}</th>
            <th scope="col">{words.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ action, region, outcome }) => (
            <tr key={`${action} ${region ?? ''}`}>
              <td>
                <code>{action}</code>
              </td>
              <td>{region ?? words.everywhere}</td>
              <td>
                <Outcome outcome={outcome} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Outcome({ outcome }: { readonly outcome: ConnectionTest['actions'][number]['outcome'] }) {
  const label = words.outcomes[outcome]
  if (outcome === 'allowed')
    return (
      <Chip tone="quiet" icon={IconCheck}>
        {label}
      </Chip>
    )
  return (
    <Chip
      tone={outcome === 'denied' ? 'amber' : 'neutral'}
      icon={outcome === 'denied' ? IconAlertTriangle : IconHelp}
    >
      {label}
    </Chip>
  )
}

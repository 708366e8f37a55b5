import { Button, Modal } from '@mantine/core'
import { IconCloud, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Connection } from '../../../shared/model/connection.ts'
import { TestDialog } from '../connections/test-dialog.tsx'
import { problemOf } from '../data/call.ts'
import { useRemoveConnection } from '../data/change.ts'
import { useConnections } from '../data/queries.ts'
import { revisePlan } from '../files/plan-actions.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { connectionText as words, sectionNames } from '../words/settings-text.ts'
import { ConnectionCard } from './connection-card.tsx'
import { ConnectionForm } from './connection-form.tsx'

type Dialog = { readonly kind: 'edit'; readonly connection: Connection | null } | null

/** AWS connections: the list, and the dialogs to add, change and remove one. */
export function ConnectionsSection() {
  const connections = useConnections()
  const [dialog, setDialog] = useState<Dialog>(null)
  const [removing, setRemoving] = useState<Connection | null>(null)
  const [tested, setTested] = useState<Connection | null>(null)
  const all = connections.data ?? []
  return (
    <>
      <div className="row">
        <h2 className="grow">{sectionNames.connections}</h2>
        <Button
          variant="filled"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setDialog({ kind: 'edit', connection: null })}
        >
          {words.add}
        </Button>
      </div>
      <p className="mid soft set-p">{words.intro}</p>
      {connections.error !== null && <ProblemPanel problem={problemOf(connections.error)} />}
      {all.length === 0 && connections.isSuccess && <NoConnections />}
      {all.map((connection) => (
        <ConnectionCard
          key={connection.id}
          connection={connection}
          onEdit={() => setDialog({ kind: 'edit', connection })}
          onRemove={() => setRemoving(connection)}
          onTest={() => setTested(connection)}
        />
      ))}
      <EditDialog dialog={dialog} onClose={() => setDialog(null)} />
      <RemoveDialog connection={removing} onClose={() => setRemoving(null)} />
      <TestDialog connection={tested} onClose={() => setTested(null)} />
    </>
  )
}

function NoConnections() {
  return (
    <div className="empty card">
      <span className="tile big">
        <IconCloud size={20} stroke={1.6} aria-hidden />
      </span>
      <h3>{words.none}</h3>
      <p className="mid">{words.noneText}</p>
    </div>
  )
}

interface EditDialogProps {
  readonly dialog: Dialog
  readonly onClose: () => void
}

function EditDialog({ dialog, onClose }: EditDialogProps) {
  return (
    <Modal
      opened={dialog !== null}
      onClose={onClose}
      title={dialog?.connection === null ? words.addTitle : words.editTitle}
      size={480}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ConnectionForm
        connection={dialog?.connection ?? null}
        onSaved={() => {
          onClose()
          // A plan on the Files page may wait for exactly this connection.
          void revisePlan()
        }}
      >
        <Button variant="subtle" onClick={onClose}>
          {words.cancel}
        </Button>
      </ConnectionForm>
    </Modal>
  )
}

interface RemoveDialogProps {
  readonly connection: Connection | null
  readonly onClose: () => void
}

function RemoveDialog({ connection, onClose }: RemoveDialogProps) {
  const remove = useRemoveConnection()
  return (
    <Modal
      opened={connection !== null}
      onClose={onClose}
      title={words.removeTitle(connection?.name ?? '')}
      size={440}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="form">
        <p className="mid soft">{words.removeText}</p>
        {remove.error !== null && <ProblemPanel problem={problemOf(remove.error)} what={words.notRemoved} />}
        <div className="form-foot">
          <Button variant="subtle" onClick={onClose}>
            {words.keep}
          </Button>
          <Button
            className="danger"
            disabled={remove.isPending}
            onClick={() => {
              if (connection !== null) remove.mutate(connection.id, { onSuccess: onClose })
            }}
          >
            {words.removeDo}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { connectionFormText as words } from '../words/connections-text.ts'
import { connectionText } from '../words/settings-text.ts'
import { noRole, type RoleFields } from './connection-draft.ts'
import type { ConnectionFieldsProps } from './connection-source.tsx'

const mostRoles = 4

/** What few connections need: endpoints that are not AWS's own, and roles to take on. */
export function ConnectionAdvanced(props: ConnectionFieldsProps) {
  return (
    <>
      <Endpoint
        {...props}
        field="endpoint"
        label={connectionText.endpoint}
        note={connectionText.endpointNote}
      />
      <Endpoint {...props} field="stsEndpoint" label={words.stsEndpoint} />
      {props.fields.source === 'sso' && (
        <Endpoint {...props} field="signInEndpoint" label={words.signInEndpoint} />
      )}
      <Roles {...props} />
    </>
  )
}

interface EndpointProps extends ConnectionFieldsProps {
  readonly field: 'endpoint' | 'stsEndpoint' | 'signInEndpoint'
  readonly label: string
  readonly note?: string
}

function Endpoint({ fields, errors, onChange, field, label, note }: EndpointProps) {
  return (
    <TextInput
      label={label}
      description={note}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={fields[field]}
      error={errors[field]}
      maxLength={512}
      spellCheck={false}
      onChange={(event) => onChange({ ...fields, [field]: event.currentTarget.value })}
    />
  )
}

function Roles({ fields, errors, onChange }: ConnectionFieldsProps) {
  const { roles } = fields
  const set = (next: readonly RoleFields[]) => onChange({ ...fields, roles: next })
  return (
    <fieldset className="conn-roles">
      <legend>{words.roles}</legend>
      {roles.map((role, index) => (
        <Role
          // Roles are told apart by their place alone.
          key={index}
          number={index + 1}
          role={role}
          onChange={(changed) => set(roles.with(index, changed))}
          onRemove={() => set(roles.toSpliced(index, 1))}
        />
      ))}
      {errors.roles !== undefined && <p className="conn-error">{errors.roles}</p>}
      {roles.length < mostRoles && (
        <div>
          <Button
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => set([...roles, noRole])}
          >
            {words.addRole}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

interface RoleProps {
  readonly number: number
  readonly role: RoleFields
  readonly onChange: (role: RoleFields) => void
  readonly onRemove: () => void
}

function Role({ number, role, onChange, onRemove }: RoleProps) {
  return (
    <div className="conn-role">
      <div className="row">
        <TextInput
          className="grow"
          label={words.role(number)}
          value={role.arn}
          spellCheck={false}
          maxLength={2048}
          onChange={(event) => onChange({ ...role, arn: event.currentTarget.value })}
        />
        <ActionIcon aria-label={words.removeRole(number)} onClick={onRemove} className="conn-role-remove">
          <IconTrash size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <TextInput
        label={words.externalId(number)}
        placeholder={words.optional}
        value={role.externalId}
        spellCheck={false}
        maxLength={1224}
        onChange={(event) => onChange({ ...role, externalId: event.currentTarget.value })}
      />
      <TextInput
        label={words.mfaSerial(number)}
        placeholder={words.optional}
        value={role.mfaSerial}
        spellCheck={false}
        maxLength={256}
        onChange={(event) => onChange({ ...role, mfaSerial: event.currentTarget.value })}
      />
    </div>
  )
}

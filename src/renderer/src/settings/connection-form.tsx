import { Button, TagsInput, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Connection } from '../../../shared/model/connection.ts'
import { SecretPlace } from '../connections/secret-place.tsx'
import { signInTo } from '../connections/sign-in-acts.ts'
import { problemOf } from '../data/call.ts'
import { useSaveConnection } from '../data/change.ts'
import { useProfiles } from '../data/queries.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { connectionFormText } from '../words/connections-text.ts'
import { connectionText as words } from '../words/settings-text.ts'
import { awsRegions } from './aws-regions.ts'
import { ConnectionAdvanced } from './connection-advanced.tsx'
import {
  type ConnectionFieldErrors,
  type ConnectionFields,
  draftOf,
  fieldErrors,
  fieldsFor,
  typedSecret,
} from './connection-draft.ts'
import { ConnectionSource } from './connection-source.tsx'

interface ConnectionFormProps {
  /** The connection to change; null = a new one. */
  readonly connection: Connection | null
  readonly onSaved: (connection: Connection) => void
  readonly saveLabel?: string
  readonly children?: ReactNode
}

/** The form of an AWS connection: where its credentials come from, its Regions, and what few need besides. */
export function ConnectionForm({
  connection,
  onSaved,
  saveLabel = words.save,
  children,
}: ConnectionFormProps) {
  const found = useProfiles()
  if (found.data === undefined) {
    return found.error === null ? null : <ProblemPanel problem={problemOf(found.error)} />
  }
  return (
    <LoadedForm
      connection={connection}
      onSaved={onSaved}
      saveLabel={saveLabel}
      profiles={found.data.profiles}
      environment={found.data.environment}
      onLookAgain={() => void found.refetch()}
    >
      {children}
    </LoadedForm>
  )
}

interface LoadedFormProps extends Required<Omit<ConnectionFormProps, 'children'>> {
  readonly profiles: Parameters<typeof fieldsFor>[1]
  readonly environment: boolean
  readonly onLookAgain: () => void
  readonly children: ReactNode
}

function LoadedForm({ connection, onSaved, saveLabel, profiles, environment, ...rest }: LoadedFormProps) {
  const save = useSaveConnection()
  const [fields, setFields] = useState(() => fieldsFor(connection, profiles))
  const [shown, setShown] = useState<ConnectionFieldErrors>({})
  const keepsSecret = isSealed(connection, fields)
  const mustSignIn = fields.source === 'sso' && connection?.signIn.state !== 'signedIn'
  const submit = () => {
    const errors = fieldErrors(fields, keepsSecret)
    setShown(errors)
    if (Object.keys(errors).length > 0) return
    const input = {
      id: connection?.id ?? null,
      draft: draftOf(fields, connection),
      secret: typedSecret(fields),
    }
    save.mutate(input, {
      onSuccess: (saved) => {
        onSaved(saved)
        if (saved.credentials.from === 'sso' && saved.signIn.state !== 'signedIn')
          void signInTo(saved.id, 'browser')
      },
    })
  }
  const change = (next: ConnectionFields) => {
    setFields(next)
    setShown({})
  }
  const common = { fields, errors: shown, onChange: change }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ConnectionSource
        {...common}
        profiles={profiles}
        environment={environment}
        keepsSecret={keepsSecret}
        onLookAgain={rest.onLookAgain}
      />
      <TextInput
        label={words.name}
        placeholder={words.namePlaceholder}
        value={fields.name}
        error={shown.name}
        maxLength={64}
        onChange={(event) => change({ ...fields, name: event.currentTarget.value })}
      />
      <TagsInput
        label={connectionFormText.regions}
        description={connectionFormText.regionsNote}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={fields.regions.length === 0 ? connectionFormText.regionsPlaceholder : ''}
        data={[...awsRegions]}
        value={[...fields.regions]}
        error={shown.regions}
        maxTags={40}
        acceptValueOnBlur
        spellCheck={false}
        onChange={(regions) => change({ ...fields, regions })}
      />
      <Advanced {...common} />
      {save.error !== null && (
        <ProblemPanel problem={problemOf(save.error)} what={words.notSaved}>
          <SecretPlace problem={problemOf(save.error)} onReady={submit} />
        </ProblemPanel>
      )}
      <div className="form-foot">
        {rest.children}
        <Button type="submit" variant="filled" disabled={save.isPending}>
          {mustSignIn ? connectionFormText.saveAndSignIn : saveLabel}
        </Button>
      </div>
    </form>
  )
}

/** Folded away, unless something in it was typed or is wrong. */
function Advanced(props: Parameters<typeof ConnectionAdvanced>[0]) {
  const { endpoint, stsEndpoint, signInEndpoint, roles } = props.fields
  const isUsed = endpoint + stsEndpoint + signInEndpoint !== '' || roles.length > 0
  const [isOpen, setOpen] = useState(isUsed)
  const Glyph = isOpen ? IconChevronDown : IconChevronRight
  return (
    <>
      <UnstyledButton className="conn-more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Glyph size={16} stroke={1.75} aria-hidden />
        {connectionFormText.advanced}
      </UnstyledButton>
      {isOpen && <ConnectionAdvanced {...props} />}
    </>
  )
}

function isSealed(connection: Connection | null, { source, accessKeyId }: ConnectionFields): boolean {
  const kept = connection?.credentials
  return source === 'accessKey' && kept?.from === 'accessKey' && kept.accessKeyId === accessKeyId.trim()
}

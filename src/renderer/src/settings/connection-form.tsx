import { Button, Select, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Connection } from '../../../shared/model/connection.ts'
import { problemOf } from '../data/call.ts'
import { useSaveConnection } from '../data/change.ts'
import { useProfiles } from '../data/queries.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { connectionText as words } from '../words/settings-text.ts'
import {
  type ConnectionFieldErrors,
  type ConnectionFields,
  draftOf,
  fieldErrors,
  fieldsFor,
  sourceOf,
  withSource,
} from './connection-draft.ts'

interface ConnectionFormProps {
  /** The connection to change; null = a new one. */
  readonly connection: Connection | null
  readonly onSaved: (connection: Connection) => void
  readonly saveLabel?: string
  readonly children?: ReactNode
}

/** The form of an AWS connection: where its credentials come from, and its Region. */
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
  const submit = () => {
    const errors = fieldErrors(fields)
    setShown(errors)
    if (Object.keys(errors).length > 0) return
    save.mutate({ id: connection?.id ?? null, draft: draftOf(fields), secret: null }, { onSuccess: onSaved })
  }
  const change = (next: ConnectionFields) => {
    setFields(next)
    setShown({})
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Source
        fields={fields}
        error={shown.source}
        profiles={profiles}
        environment={environment}
        onChange={change}
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
      <TextInput
        label={words.region}
        placeholder={words.regionPlaceholder}
        value={fields.region}
        error={shown.region}
        spellCheck={false}
        onChange={(event) => change({ ...fields, region: event.currentTarget.value })}
      />
      <TextInput
        label={words.endpoint}
        description={words.endpointNote}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={fields.endpoint}
        error={shown.endpoint}
        maxLength={512}
        spellCheck={false}
        onChange={(event) => change({ ...fields, endpoint: event.currentTarget.value })}
      />
      {save.error !== null && <ProblemPanel problem={problemOf(save.error)} what={words.notSaved} />}
      <div className="form-foot">
        {rest.children}
        <Button type="submit" variant="filled" disabled={save.isPending}>
          {saveLabel}
        </Button>
      </div>
    </form>
  )
}

interface SourceProps {
  readonly fields: ConnectionFields
  readonly error: string | undefined
  readonly profiles: LoadedFormProps['profiles']
  readonly environment: boolean
  readonly onChange: (fields: ConnectionFields) => void
  readonly onLookAgain: () => void
}

function Source({ fields, error, profiles, environment, onChange, onLookAgain }: SourceProps) {
  const choices = [
    ...profiles.map(({ name }) => ({ value: sourceOf(name), label: words.profile(name) })),
    ...(environment || fields.source === 'environment'
      ? [{ value: 'environment', label: words.environment }]
      : []),
  ]
  // A profile that is chosen and no longer found stays in the list, so that the form does not lose it.
  const lost = fields.source !== '' && !choices.some(({ value }) => value === fields.source)
  const all = lost
    ? [...choices, { value: fields.source, label: fields.source.replace(/^profile:/, '') }]
    : choices
  if (all.length === 0) {
    return (
      <div className="form">
        <p className="mid soft">{words.noProfiles}</p>
        <div>
          <Button onClick={onLookAgain}>{words.lookAgain}</Button>
        </div>
      </div>
    )
  }
  return (
    <Select
      label={words.credentials}
      placeholder={words.credentialsChoose}
      description={words.credentialsNote}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={all}
      value={fields.source === '' ? null : fields.source}
      error={error}
      onChange={(source) => onChange(withSource(fields, source ?? '', profiles))}
    />
  )
}

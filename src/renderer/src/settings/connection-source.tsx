import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import type { Profile } from '../../../shared/model/connection.ts'
import { connectionFormText as words } from '../words/connections-text.ts'
import { connectionText } from '../words/settings-text.ts'
import {
  type ConnectionFieldErrors,
  type ConnectionFields,
  sourceOf,
  withSource,
} from './connection-draft.ts'

export interface ConnectionFieldsProps {
  readonly fields: ConnectionFields
  readonly errors: ConnectionFieldErrors
  readonly onChange: (fields: ConnectionFields) => void
}

interface SourceProps extends ConnectionFieldsProps {
  readonly profiles: readonly Profile[]
  readonly environment: boolean
  /** The secret of the access key is sealed already. */
  readonly keepsSecret: boolean
  readonly onLookAgain: () => void
}

/** Where the credentials come from, and what that source needs to be told. */
export function ConnectionSource(props: SourceProps) {
  const { fields, errors, profiles, onChange } = props
  const { source } = fields
  const kind = source.startsWith('profile:') ? 'profile' : source
  return (
    <>
      <Select
        label={connectionText.credentials}
        placeholder={connectionText.credentialsChoose}
        description={words.notes[isNoted(kind) ? kind : '']}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={choices(props)}
        value={source === '' ? null : source}
        error={errors.source}
        onChange={(value) => onChange(withSource(fields, value ?? '', profiles))}
      />
      {profiles.length === 0 && source === '' && (
        <div className="row">
          <p className="small soft grow">{connectionText.noProfiles}</p>
          <Button size="compact-sm" onClick={props.onLookAgain}>
            {connectionText.lookAgain}
          </Button>
        </div>
      )}
      {source === 'accessKey' && <AccessKey {...props} />}
      {source === 'sso' && <SingleSignOn {...props} />}
    </>
  )
}

const isNoted = (kind: string): kind is keyof typeof words.notes => kind in words.notes

function choices({ fields, profiles, environment }: SourceProps) {
  const { sources, kinds } = words
  const found = profiles.map(({ name, kind }) => ({
    value: sourceOf(name),
    label: connectionText.profile(name) + (kinds[kind] === '' ? '' : `, ${kinds[kind]}`),
  }))
  // A profile that is chosen and no longer found stays in the list, so that the form does not lose it.
  const { source } = fields
  const isLost = source.startsWith('profile:') && !found.some(({ value }) => value === source)
  const lost = isLost
    ? [{ value: source, label: connectionText.profile(source.replace(/^profile:/, '')) }]
    : []
  const others = [
    { value: 'sso', label: sources.sso },
    { value: 'accessKey', label: sources.accessKey },
    ...(environment || source === 'environment'
      ? [{ value: 'environment', label: sources.environment }]
      : []),
    { value: 'machine', label: sources.machine },
  ]
  const groups = [{ group: words.groups.others, items: others }]
  return found.length + lost.length === 0
    ? groups
    : [{ group: words.groups.profiles, items: [...found, ...lost] }, ...groups]
}

function AccessKey({ fields, errors, keepsSecret, onChange }: SourceProps) {
  return (
    <>
      <TextInput
        label={words.accessKeyId}
        value={fields.accessKeyId}
        error={errors.accessKeyId}
        spellCheck={false}
        autoComplete="off"
        maxLength={128}
        onChange={(event) => onChange({ ...fields, accessKeyId: event.currentTarget.value })}
      />
      <PasswordInput
        label={words.secret}
        description={keepsSecret ? words.secretKept : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={fields.secret}
        error={errors.secret}
        autoComplete="off"
        maxLength={256}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the secret' }}
        onChange={(event) => onChange({ ...fields, secret: event.currentTarget.value })}
      />
      <PasswordInput
        label={words.sessionToken}
        description={words.sessionTokenNote}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={fields.sessionToken}
        autoComplete="off"
        maxLength={16_384}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
        onChange={(event) => onChange({ ...fields, sessionToken: event.currentTarget.value })}
      />
    </>
  )
}

function SingleSignOn({ fields, errors, onChange }: SourceProps) {
  return (
    <>
      <TextInput
        label={words.startUrl}
        placeholder={words.startUrlPlaceholder}
        value={fields.startUrl}
        error={errors.startUrl}
        spellCheck={false}
        maxLength={512}
        onChange={(event) => onChange({ ...fields, startUrl: event.currentTarget.value })}
      />
      <TextInput
        label={words.ssoRegion}
        placeholder={words.regionsPlaceholder}
        value={fields.ssoRegion}
        error={errors.ssoRegion}
        spellCheck={false}
        maxLength={32}
        onChange={(event) => onChange({ ...fields, ssoRegion: event.currentTarget.value })}
      />
    </>
  )
}

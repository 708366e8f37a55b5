import type { Connection } from '../../../../shared/model/connection.ts'
import { listed } from '../../format/lists.ts'
import { Fact } from '../../ui/fact.tsx'
import { specWords } from '../../words/spec-words.ts'
import { kindText, reviewText as words } from '../../words/wizard-text.ts'
import { aliasIn, arnsIn, soundTags, type WizardFields } from './wizard-fields.ts'

interface ReviewStepProps {
  readonly fields: WizardFields
  readonly connections: readonly Connection[]
}

/** Everything that was chosen, and what it costs. */
export function ReviewStep({ fields, connections }: ReviewStepProps) {
  const { region, multiRegion, usage, spec, origin } = fields
  const connection = connections.find(({ id }) => id === fields.connectionId)?.name ?? fields.connectionId
  const description = fields.description.trim()
  const tags = soundTags(fields.tags)
  return (
    <dl className="facts">
      <Fact label={words.name}>{aliasIn(fields)}</Fact>
      <Fact label={words.where} sub={multiRegion ? words.multi : words.single}>
        AWS {region}, {connection}
      </Fact>
      <Fact label={words.does} sub={usage}>
        {kindText.kinds[usage].name}, {specWords(spec)}
      </Fact>
      <Fact label={words.material} sub={`Origin ${origin}`}>
        {origin === 'EXTERNAL' ? kindText.originOwn : kindText.originAws}
      </Fact>
      {description !== '' && <Fact label={words.description}>{description}</Fact>}
      {tags.length > 0 && (
        <Fact label={words.tags}>{tags.map(({ key, value }) => `${key} = ${value}`).join(', ')}</Fact>
      )}
      <Fact label={words.access}>{whoOf(fields)}</Fact>
      <Fact label={words.cost} sub={words.costNote}>
        {words.costText}
      </Fact>
    </dl>
  )
}

function whoOf(fields: WizardFields): string {
  const administrators = arnsIn(fields.administrators).length
  const users = arnsIn(fields.users).length
  const who = listed([
    ...(administrators > 0 ? [words.administrators(administrators)] : []),
    ...(users > 0 ? [words.users(users)] : []),
    ...(fields.accountRoot ? [words.root] : []),
  ])
  return who.charAt(0).toUpperCase() + who.slice(1)
}

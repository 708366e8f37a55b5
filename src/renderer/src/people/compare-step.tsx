import { Radio } from '@mantine/core'
import { cardText as words, peopleText } from '../words/people-text.ts'
import { Fingerprint } from './fingerprint.tsx'
import { useOwnCard } from './use-people.ts'

interface CompareStepProps {
  readonly fingerprint: string
  /** The one that was known until now; null for a new colleague. */
  readonly former: string | null
  /** Null until the person has chosen. */
  readonly compared: boolean | null
  readonly onChange: (compared: boolean) => void
}

/** Both fingerprints, and the person's word on whether they were compared. Nothing is chosen for them. */
export function CompareStep({ fingerprint, former, compared, onChange }: CompareStepProps) {
  const own = useOwnCard().data
  return (
    <>
      <dl className="prints">
        {former !== null && (
          <div>
            <dt>{words.before}</dt>
            <dd>
              <Fingerprint>{former}</Fingerprint>
            </dd>
          </div>
        )}
        <div>
          <dt>{words.theirs}</dt>
          <dd>
            <Fingerprint>{fingerprint}</Fingerprint>
          </dd>
        </div>
        {own !== undefined && former === null && (
          <div>
            <dt>{words.yours}</dt>
            <dd>
              <Fingerprint>{own.fingerprint}</Fingerprint>
            </dd>
          </div>
        )}
      </dl>
      <Radio.Group
        label={words.compareTitle}
        description={words.compareText}
        value={compared === null ? '' : compared ? 'did' : 'later'}
        onChange={(choice) => onChange(choice === 'did')}
      >
        <div className="radios">
          <Radio size="xs" value="did" label={words.did} />
          <Radio size="xs" value="later" label={words.later} description={words.laterNote} />
        </div>
      </Radio.Group>
      <span className="vh">
        {compared === null ? '' : compared ? peopleText.compared : peopleText.notCompared}
      </span>
    </>
  )
}

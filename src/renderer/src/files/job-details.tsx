import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { JobRow } from '../../../shared/model/job.ts'
import type { DoorLabel } from '../../../shared/model/plan.ts'
import { useJobs } from '../data/jobs-store.ts'
import { bytes } from '../format/bytes.ts'
import { moment } from '../format/dates.ts'
import { seconds } from '../format/times.ts'
import { Chip } from '../ui/chip.tsx'
import { DoorRow } from '../ui/door-row.tsx'
import { FileGlyph } from '../ui/file-glyph.tsx'
import { FileName } from '../ui/file-name.tsx'
import { SideDrawer } from '../ui/side-drawer.tsx'
import { useNow } from '../ui/use-now.ts'
import { jobsText } from '../words/files-text.ts'
import { rowName, rowVerb, writesMessage } from '../words/job-words.ts'
import { openDetails } from './details-state.ts'
import { jobActs } from './job-acts.ts'
import { JobFacts } from './job-facts.tsx'

/** The drawer of a finished file: its doors, what is inside, sizes and times. */
export function JobDetails() {
  const id = openDetails.use()
  const row = useJobs().rows.get(id ?? '')
  if (row === undefined) return null
  const name = rowName(row)
  const writes = writesMessage(row)
  return (
    <SideDrawer
      opened
      onClose={close}
      name={`${name}, details`}
      glyph={<FileGlyph name={name} />}
      title={<FileName name={name} />}
      sub={<Finished row={row} />}
      foot={
        <>
          {jobActs(row).map(({ label, icon: Glyph, run }) => (
            <Button
              key={label}
              leftSection={<Glyph size={16} stroke={1.75} aria-hidden />}
              onClick={() => void act(run)}
            >
              {label}
            </Button>
          ))}
        </>
      }
    >
      <div className="dr-state">
        {row.verified ? (
          <Chip tone="green" icon={IconCheck}>
            Verified
          </Chip>
        ) : (
          <Chip>{jobsText.notChecked}</Chip>
        )}
        <span className="mid dim tnum">
          {bytes(row.size)} in{row.resultSize === null ? '' : `, ${bytes(row.resultSize)} out`}
        </span>
      </div>
      <h3>
        {writes ? jobsText.doors : jobsText.openedBy}{' '}
        <span className="dim thin">{writes ? jobsText.doorsNote : jobsText.openedByNote}</span>
      </h3>
      <ul>
        {row.doors.map((door) => (
          <DoorRow key={`${door.kind} ${door.arn ?? door.name}`} door={door}>
            {isPublic(door) && (
              <div className="door-note">{writes ? jobsText.notCheckedHere : jobsText.provesNoOrigin}</div>
            )}
          </DoorRow>
        ))}
      </ul>
      <h3 className="mt">{jobsText.inside}</h3>
      <JobFacts row={row} />
    </SideDrawer>
  )
}

function Finished({ row }: { readonly row: JobRow }) {
  const now = useNow()
  const when = row.finishedAt === null ? '' : ` ${moment(row.finishedAt, now)}`
  return `${rowVerb(row)}${when}${row.seconds === null ? '' : ` in ${seconds(row.seconds)}`}`
}

/** Made with a public key: whoever has it can make such a door, and only its owner opens it. */
const isPublic = ({ kind }: DoorLabel): boolean => kind === 'recovery' || kind === 'colleague'

const close = () => openDetails.set(null)

/** What comes next is a screen of its own: the drawer makes room. */
async function act(run: () => Promise<unknown>): Promise<void> {
  close()
  await run()
}

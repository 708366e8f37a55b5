import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClipboardText,
  IconInfoCircle,
  IconShieldCheck,
} from '@tabler/icons-react'
import type { InspectedMessage, Inspection } from '../../../shared/model/inspection.ts'
import { copyText } from '../data/copy.ts'
import { bytes } from '../format/bytes.ts'
import { visibleName } from '../format/names.ts'
import { folderName } from '../words/folder-name.ts'
import { Banner } from '../ui/banner.tsx'
import { Chip } from '../ui/chip.tsx'
import { FileGlyph } from '../ui/file-glyph.tsx'
import { FileName } from '../ui/file-name.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { SideDrawer } from '../ui/side-drawer.tsx'
import { completeWords, inspectionAsText, inspectText as words } from '../words/inspect-text.ts'
import { InspectDoors } from './inspect-doors.tsx'
import { InspectFacts } from './inspect-facts.tsx'
import { inspected, type InspectedFrom, verifyInspected } from './inspect-state.ts'

/** The drawer with what a file says of itself. */
export function InspectDrawer() {
  const shown = inspected.use()
  if (shown === null) return null
  const { inspection, from } = shown
  const { message, problem } = inspection
  return (
    <SideDrawer
      opened
      onClose={close}
      name={words.name(visibleName(inspection.name))}
      glyph={<FileGlyph name={inspection.name} sealed={message !== null} />}
      title={<FileName name={inspection.name} />}
      sub={`${folderName(inspection.folder)} · ${bytes(inspection.size)}`}
      {...(message === null ? {} : { foot: <Foot inspection={inspection} from={from.kind} /> })}
    >
      {problem !== null && <ProblemPanel problem={problem} />}
      {message !== null && <Message message={message} inspection={inspection} />}
    </SideDrawer>
  )
}

interface MessageProps {
  readonly message: InspectedMessage
  readonly inspection: Inspection
}

function Message({ message, inspection }: MessageProps) {
  const complete = message.complete === 'complete'
  const size = message.plaintextSize
  return (
    <>
      <div className="dr-state">
        <Chip tone={complete ? 'neutral' : 'amber'} icon={complete ? IconCircleCheck : IconAlertTriangle}>
          {completeWords[message.complete]}
        </Chip>
        {size !== null && <span className="mid dim tnum">{bytes(size)} inside</span>}
      </div>
      <Banner icon={IconInfoCircle} title={words.unproven}>
        {words.unprovenText}
      </Banner>
      <h3 className="mt">
        {words.doors} <span className="dim thin">{words.doorsNote}</span>
      </h3>
      <InspectDoors doors={message.doors} />
      <h3 className="mt">{words.inside}</h3>
      <InspectFacts message={message} size={inspection.size} />
    </>
  )
}

interface FootProps {
  readonly inspection: Inspection
  readonly from: InspectedFrom['kind']
}

function Foot({ inspection, from }: FootProps) {
  return (
    <>
      {from !== 'plan' && (
        <Button
          variant="filled"
          leftSection={<IconShieldCheck size={16} stroke={1.75} aria-hidden />}
          onClick={() => void verifyInspected()}
        >
          {from === 'chosen' ? words.verifyAgain : words.verify}
        </Button>
      )}
      <Button
        variant="subtle"
        leftSection={<IconClipboardText size={16} stroke={1.75} aria-hidden />}
        onClick={() => void copyText(inspectionAsText(inspection), 'inspection')}
      >
        {words.copyAll}
      </Button>
    </>
  )
}

const close = () => inspected.set(null)

import { ActionIcon, Button } from '@mantine/core'
import { IconFileImport, IconKey, IconListDetails, IconShieldCheck, IconX } from '@tabler/icons-react'
import { changeSettings } from '../data/change-settings.ts'
import { rowOf } from '../data/key-ref.ts'
import { useKeys, useSettings } from '../data/queries.ts'
import type { Icon } from '../ui/icon.ts'
import { hintsText } from '../words/files-text.ts'
import { keyName } from '../words/key-row-words.ts'
import { planSample } from './plan-reading.ts'

/** What happens to a file, in three short texts, until they are hidden. */
export function Hints() {
  const settings = useSettings().data
  const keys = useKeys().data ?? []
  if (settings === undefined || settings.hintsDismissed) return null
  const door = settings.doors[0]
  const row = door === undefined ? undefined : rowOf(keys, door)
  return (
    <section className="first" aria-label={hintsText.title}>
      <div className="first-head">
        <h2>{hintsText.title}</h2>
        <Button
          variant="subtle"
          className="link"
          leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
          onClick={() => void planSample()}
        >
          {hintsText.sample}
        </Button>
        <ActionIcon aria-label={hintsText.hide} onClick={() => void changeSettings({ hintsDismissed: true })}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className="hints">
        <Hint icon={IconListDetails} title={hintsText.plan.title} text={hintsText.plan.text} />
        <Hint icon={IconShieldCheck} title={hintsText.original.title} text={hintsText.original.text} />
        <Hint
          icon={IconKey}
          title={hintsText.doors.title}
          text={hintsText.doors.text(row === undefined ? null : keyName(row))}
        />
      </div>
    </section>
  )
}

interface HintProps {
  readonly icon: Icon
  readonly title: string
  readonly text: string
}

function Hint({ icon: Glyph, title, text }: HintProps) {
  return (
    <div className="hint">
      <span className="tile accent">
        <Glyph size={18} stroke={1.75} aria-hidden />
      </span>
      <div>
        <h3>{title}</h3>
        <p>{text}</p>
      </div>
    </div>
  )
}

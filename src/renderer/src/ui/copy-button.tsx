import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { copyText } from '../data/copy.ts'

/** Copies the whole of `text`; `what` names it: "Copy key id". */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <Tooltip label={`Copy ${what}`}>
      <ActionIcon aria-label={`Copy ${what}`} size={24} onClick={() => void copyText(text, what)}>
        <IconCopy size={14} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

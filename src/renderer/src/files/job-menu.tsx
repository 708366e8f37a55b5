import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { JobRow } from '../../../shared/model/job.ts'
import { jobsText } from '../words/files-text.ts'
import { rowName } from '../words/job-words.ts'
import { jobActs } from './job-acts.ts'

/** What can be done with a finished row, behind three dots. */
export function JobMenu({ row }: { readonly row: JobRow }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={jobsText.actions(rowName(row))}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {jobActs(row).map(({ label, icon: Glyph, run }) => (
          <Menu.Item
            key={label}
            leftSection={<Glyph size={16} stroke={1.75} aria-hidden />}
            onClick={() => void run()}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

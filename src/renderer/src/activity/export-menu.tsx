import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ActivityFilter } from '../../../shared/model/activity.ts'
import { call } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { attempt } from '../data/trouble.ts'
import { activityText as words } from '../words/activity-text.ts'

type Format = 'jsonLines' | 'csv'

/** Writes what the filter leaves to a file that the person names. */
export function ExportMenu({
  filter,
  disabled,
}: {
  readonly filter: ActivityFilter
  readonly disabled: boolean
}) {
  const write = useMutation({
    mutationFn: async (format: Format) =>
      await attempt(words.notExported, async () => {
        const written = await call('activity.export', { filter, format })
        if (written !== null) say(words.exported(written.savedAs, written.entries))
      }),
  })
  return (
    <Menu position="bottom-end" portalProps={{ target: 'main' }} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
          disabled={disabled || write.isPending}
        >
          {words.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['jsonLines', 'csv'] as const).map((format) => (
          <Menu.Item key={format} onClick={() => write.mutate(format)}>
            {words.exportAs[format]}
          </Menu.Item>
        ))}
        <p className="menu-note">{words.exportNote}</p>
      </Menu.Dropdown>
    </Menu>
  )
}

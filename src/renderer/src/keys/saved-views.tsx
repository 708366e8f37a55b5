import { ActionIcon, Menu } from '@mantine/core'
import { IconBookmark, IconBookmarkPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { KeysView } from '../../../shared/model/settings.ts'
import { changeSettings } from '../data/change-settings.ts'
import { say } from '../data/notice.ts'
import { useSettings } from '../data/queries.ts'
import { keysViewText as words } from '../words/keys-text.ts'
import { setKeysView } from './keys-view.ts'
import { SaveViewDialog } from './save-view-dialog.tsx'

/** Views that were saved under a name: to look through them again, to save this one, to remove one. */
export function SavedViews({ view }: { readonly view: KeysView }) {
  const saved = useSettings().data?.savedKeysViews ?? []
  const [naming, setNaming] = useState(false)
  const remove = async (name: string) => {
    await changeSettings({ savedKeysViews: saved.filter((each) => each.name !== name) })
    say(words.removed(name))
  }
  return (
    <>
      <Menu position="bottom-end" portalProps={{ target: 'main' }} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon size={32} aria-label={words.views}>
            <IconBookmark size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{words.views}</Menu.Label>
          {saved.length === 0 && <p className="menu-note">{words.noViews}</p>}
          {saved.map((each) => (
            <Menu.Item key={each.name} onClick={() => setKeysView(each.view)}>
              {each.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconBookmarkPlus size={16} stroke={1.75} aria-hidden />}
            onClick={() => setNaming(true)}
          >
            {words.save}
          </Menu.Item>
          {saved.map((each) => (
            <Menu.Item
              key={each.name}
              leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
              onClick={() => void remove(each.name)}
            >
              {words.remove(each.name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <SaveViewDialog opened={naming} view={view} saved={saved} onClose={() => setNaming(false)} />
    </>
  )
}

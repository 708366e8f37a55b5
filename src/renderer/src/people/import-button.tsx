import { Button, Menu } from '@mantine/core'
import { IconFile, IconPlus, IconQrcode } from '@tabler/icons-react'
import { useRef } from 'react'
import type { ReadCard } from '../../../shared/model/people.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { call } from '../data/call.ts'
import { peopleText as words } from '../words/people-text.ts'
import { readQr } from '../ui/read-qr.ts'

interface ImportButtonProps {
  /** Called with how a card is read; it gives null where the dialog was closed. */
  readonly onImport: (read: () => Promise<ReadCard | null>) => void
}

/** Imports a card from its file, which the system's dialog asks for, or from a picture of its QR code. */
export function ImportButton({ onImport }: ImportButtonProps) {
  const picture = useRef<HTMLInputElement>(null)
  return (
    <>
      <Menu position="bottom-end" portalProps={{ target: 'main' }} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />}>
            {words.import}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFile size={16} stroke={1.75} aria-hidden />}
            onClick={() => onImport(async () => await call('people.readCard', { text: null }))}
          >
            {words.fromFile}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconQrcode size={16} stroke={1.75} aria-hidden />}
            onClick={() => picture.current?.click()}
          >
            {words.fromQr}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={picture}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hidden
        aria-label={words.fromQr}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file !== undefined) onImport(async () => await cardInPicture(file))
        }}
      />
    </>
  )
}

async function cardInPicture(file: File): Promise<ReadCard | null> {
  const text = await readQr(file)
  if (text === null) throw new VaultError('CARD_INVALID', words.noQr, { facts: { noQr: 1 } })
  return await call('people.readCard', { text: text.slice(0, 4096) })
}

import { Checkbox, Radio, Select } from '@mantine/core'
import { NewPassphrase } from '../lock/new-passphrase.tsx'
import type { Strength } from '../lock/strength.ts'
import { recoveryText as words } from '../words/recovery-text.ts'
import { formOf, type KitWish, withSheets } from './kit-making.ts'

interface KitWishFieldsProps {
  readonly wish: KitWish
  readonly strength: Strength
  readonly onChange: (wish: KitWish) => void
}

/** How the kit is to be kept: one sheet with or without a passphrase, or split among people. */
export function KitWishFields({ wish, strength, onChange }: KitWishFieldsProps) {
  const { keep, plain, threshold, sheets } = wish
  return (
    <>
      <Radio.Group
        label={words.how}
        value={keep}
        onChange={(choice) => onChange({ ...wish, keep: choice === 'split' ? 'split' : 'one' })}
      >
        <div className="radios">
          <Radio
            size="xs"
            value="one"
            label={words.one}
            description={plain ? words.onePlain : words.onePassphrase}
          />
          <Radio
            size="xs"
            value="split"
            label={words.split}
            description={words.splitText(threshold, sheets)}
          />
        </div>
      </Radio.Group>
      {keep === 'split' && <SplitFields wish={wish} onChange={onChange} />}
      {formOf(wish) === 'passphrase' && (
        <NewPassphrase
          label={words.passphrase}
          again={words.passphraseAgain}
          value={wish.passphrase}
          strength={strength}
          onChange={(passphrase) => onChange({ ...wish, passphrase })}
        />
      )}
      {keep === 'one' && (
        <Checkbox
          size="xs"
          label={words.noPassphrase}
          description={words.noPassphraseNote}
          checked={plain}
          onChange={(event) => onChange({ ...wish, plain: event.currentTarget.checked })}
        />
      )}
    </>
  )
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index))

function SplitFields({ wish, onChange }: Omit<KitWishFieldsProps, 'strength'>) {
  return (
    <div className="split-fields">
      <Select
        label={words.sheets}
        data={numbers(2, 16)}
        value={String(wish.sheets)}
        onChange={(choice) => {
          if (choice !== null) onChange(withSheets(wish, Number(choice)))
        }}
      />
      <Select
        label={words.threshold}
        data={numbers(2, wish.sheets)}
        value={String(wish.threshold)}
        onChange={(choice) => {
          if (choice !== null) onChange({ ...wish, threshold: Number(choice) })
        }}
      />
    </div>
  )
}

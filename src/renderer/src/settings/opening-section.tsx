import { Button, Radio, Select } from '@mantine/core'
import type { ReadingLimits, Settings } from '../../../shared/model/settings.ts'
import { usualLimits } from '../../../shared/usual-limits.ts'
import { changeSettings } from '../data/change-settings.ts'
import { ContextPairs } from '../files/context-pairs.tsx'
import { count, frameBytes } from '../format/bytes.ts'
import { openingText as words, sectionNames } from '../words/settings-text.ts'

const kibibyte = 1024
const mebibyte = 1024 * kibibyte

/** What a file must fulfil to be opened. */
export function OpeningSection({ settings }: { readonly settings: Settings }) {
  return (
    <>
      <h2>{sectionNames.opening}</h2>
      <p className="mid soft">{words.intro}</p>
      <div className="set-form">
        <ContextPairs
          title={words.required}
          note={words.requiredNote}
          pairs={settings.requiredContext}
          onChange={(pairs) => void changeSettings({ requiredContext: [...pairs] })}
        />
        <Radio.Group
          label={words.commitment}
          description={words.commitmentNote}
          value={settings.uncommitted}
          onChange={(choice) => void changeSettings({ uncommitted: choice === 'refuse' ? 'refuse' : 'ask' })}
        >
          <div className="radios">
            {(['ask', 'refuse'] as const).map((choice) => (
              <Radio
                key={choice}
                size="xs"
                value={choice}
                label={words.uncommitted[choice].name}
                description={words.uncommitted[choice].text}
              />
            ))}
          </div>
        </Radio.Group>
        <Limits limits={settings.limits} />
      </div>
    </>
  )
}

function Limits({ limits }: { readonly limits: ReadingLimits }) {
  const change = (part: Partial<ReadingLimits>) => void changeSettings({ limits: { ...limits, ...part } })
  const usual = (Object.keys(usualLimits) as (keyof ReadingLimits)[]).every(
    (name) => limits[name] === usualLimits[name],
  )
  return (
    <fieldset className="plain form" aria-label={words.limits}>
      <div>
        <div className="field-title">{words.limits}</div>
        <p className="small dim">{words.limitsNote}</p>
      </div>
      <Amount
        label={words.doors}
        amounts={[1, 5, 10, 20, 100, 1000, 65_535]}
        show={(amount) => words.doorsUnit(count(amount))}
        usual={usualLimits.maxEncryptedDataKeys}
        value={limits.maxEncryptedDataKeys}
        onChange={(maxEncryptedDataKeys) => change({ maxEncryptedDataKeys })}
      />
      <Amount
        label={words.header}
        amounts={[64, 256, 1024, 4096, 16_384, 65_536].map((size) => size * kibibyte)}
        show={frameBytes}
        usual={usualLimits.maxHeaderBytes}
        value={limits.maxHeaderBytes}
        onChange={(maxHeaderBytes) => change({ maxHeaderBytes })}
      />
      <Amount
        label={words.frame}
        amounts={[1, 16, 64, 256, 1024].map((size) => size * mebibyte)}
        show={frameBytes}
        usual={usualLimits.maxFrameLength}
        value={limits.maxFrameLength}
        onChange={(maxFrameLength) => change({ maxFrameLength })}
      />
      {!usual && (
        <Button
          size="compact-sm"
          variant="subtle"
          className="link more-toggle"
          onClick={() => change(usualLimits)}
        >
          {words.reset}
        </Button>
      )}
    </fieldset>
  )
}

interface AmountProps {
  readonly label: string
  /** The amounts to choose from; one that is kept and not among them is offered too. */
  readonly amounts: readonly number[]
  readonly show: (amount: number) => string
  readonly usual: number
  readonly value: number
  readonly onChange: (amount: number) => void
}

function Amount({ label, amounts, show, usual, value, onChange }: AmountProps) {
  const offered = [...new Set([...amounts, value])].toSorted((a, b) => a - b)
  return (
    <Select
      label={label}
      data={offered.map((amount) => ({
        value: String(amount),
        label: amount === usual ? words.usual(show(amount)) : show(amount),
      }))}
      value={String(value)}
      onChange={(choice) => {
        if (choice !== null) onChange(Number(choice))
      }}
    />
  )
}

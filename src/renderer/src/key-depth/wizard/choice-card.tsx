import { Radio } from '@mantine/core'
import type { Icon } from '../../ui/icon.ts'

interface ChoiceCardProps {
  readonly value: string
  readonly chosen: boolean
  readonly icon: Icon
  readonly title: string
  readonly text: string
}

/** A choice with a line that says what it means; inside a Radio.Group. */
export function ChoiceCard({ value, chosen, icon: Glyph, title, text }: ChoiceCardProps) {
  const id = `choice-${value}`
  return (
    <Radio.Card value={value} className="opt compact" aria-labelledby={id} aria-describedby={`${id}-text`}>
      <span className={chosen ? 'tile accent' : 'tile'}>
        <Glyph size={18} stroke={1.6} aria-hidden />
      </span>
      <div className="grow">
        <div className="opt-t" id={id}>
          {title}
        </div>
        <p className="small soft" id={`${id}-text`}>
          {text}
        </p>
      </div>
      <Radio.Indicator />
    </Radio.Card>
  )
}

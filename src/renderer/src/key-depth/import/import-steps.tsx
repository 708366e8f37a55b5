import type { ImportDraft } from '../../../../shared/model/key-page.ts'
import { importText as words } from '../../words/import-text.ts'

interface ImportStepsProps {
  readonly from: ImportDraft['from']
  /** Into a key of this computer. */
  readonly here: boolean
}

function stepsOf(from: ImportDraft['from'], here: boolean): readonly string[] {
  if (from === 'wrappedFile') return [words.wrappedFirst, words.wrappedNext, words.wrappedLast]
  if (here) return [from === 'generate' ? words.madeHere : words.firstHere, words.lastHere]
  return [words.first, from === 'generate' ? words.made : words.fromFile, words.last]
}

/** What importing does, in its order, before it begins. */
export function ImportSteps({ from, here }: ImportStepsProps) {
  return (
    <section aria-label={words.happens}>
      <h3>{words.happens}</h3>
      <ol className="numbered">
        {stepsOf(from, here).map((step, index) => (
          <li key={step} className="mid soft">
            <span className="numbered-n" aria-hidden="true">
              {index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
    </section>
  )
}

import { importText as words } from '../../words/import-text.ts'

/** What importing does, in its order, before it begins. */
export function ImportSteps({ generate }: { readonly generate: boolean }) {
  return (
    <section aria-label={words.happens}>
      <h3>{words.happens}</h3>
      <ol className="numbered">
        {[words.first, generate ? words.made : words.fromFile, words.last].map((step, index) => (
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

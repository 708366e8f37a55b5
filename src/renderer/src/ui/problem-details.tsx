import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import { administratorText } from '../words/admin-text.ts'
import { CopyButton } from './copy-button.tsx'
import { ScrollBox } from './scroll-box.tsx'

/** The raw side of a problem: code, message and facts, and for a refusal by AWS the text for the administrator. */
export function ProblemDetails({ problem }: { readonly problem: Problem }) {
  const [at] = useState(() => new Date().toISOString())
  const refused = problem.code === 'KMS_ACCESS_DENIED'
  const facts = Object.entries(problem.facts).map(([name, value]) => `${name}: ${value}`)
  const raw = [problem.code, problem.message, ...facts].join('\n')
  return (
    <>
      {refused && (
        <CodeBox
          title="Text for your administrator"
          note="no file names or contents in it"
          text={administratorText(problem, at)}
          what="text for your administrator"
        />
      )}
      <CodeBox title="Raw answer" text={raw} what="details" />
    </>
  )
}

interface CodeBoxProps {
  readonly title: string
  readonly note?: string
  readonly text: string
  readonly what: string
}

function CodeBox({ title, note, text, what }: CodeBoxProps) {
  return (
    <div className="code">
      <div className="code-head">
        <span className="strong">{title}</span>
        <span className="dim grow">{note}</span>
        <CopyButton text={text} what={what} />
      </div>
      <ScrollBox label={title} className="code-body">
        <pre className="sel">{text}</pre>
      </ScrollBox>
    </div>
  )
}

import { useEffect, useRef } from 'react'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { policyText } from '../../words/policy-text.ts'
import { jsonTokens } from './json-tokens.ts'

/** Lines of the document that stand out, from 1. */
export interface MarkedLines {
  readonly first: number
  readonly last: number
  readonly tone: 'outside' | 'selected'
}

interface PolicyDocumentProps {
  readonly document: string
  readonly marked: readonly MarkedLines[]
  /** A line to bring into view; null = leave it where it is. */
  readonly show: number | null
}

/** A policy as numbered lines of JSON: text to read and to select, never markup. */
export function PolicyDocument({ document, marked, show }: PolicyDocumentProps) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (show !== null) list.current?.children[show - 1]?.scrollIntoView({ block: 'center' })
  }, [show])
  return (
    <ScrollBox label={policyText.policyJson} className="pol-code">
      <ol ref={list}>
        {document.split('\n').map((line, index) => (
          <Line key={index} number={index + 1} text={line} tone={toneOf(marked, index + 1)} />
        ))}
      </ol>
    </ScrollBox>
  )
}

/** The selected statement wins over one that is tinted anyway. */
function toneOf(marked: readonly MarkedLines[], line: number): MarkedLines['tone'] | undefined {
  const here = marked.filter(({ first, last }) => first <= line && line <= last)
  return (here.find(({ tone }) => tone === 'selected') ?? here[0])?.tone
}

interface LineProps {
  readonly number: number
  readonly text: string
  readonly tone: MarkedLines['tone'] | undefined
}

function Line({ number, text, tone }: LineProps) {
  return (
    <li data-tone={tone}>
      <span className="ln" aria-hidden="true">
        {number}
      </span>
      <code>
        {jsonTokens(text).map((token) => (
          <span key={token.at} className={`j-${token.kind}`}>
            {token.text}
          </span>
        ))}
      </code>
    </li>
  )
}

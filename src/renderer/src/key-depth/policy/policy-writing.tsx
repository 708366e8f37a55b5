import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useEffect, useId, useRef } from 'react'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { policyFaultWords } from '../../words/policy-fault-words.ts'
import { policyEditText as words } from '../../words/policy-text.ts'
import type { PolicyFault, WrittenPolicy } from './policy-check.ts'

interface PolicyWritingProps {
  readonly written: WrittenPolicy
  /** Whether what is written says something else than the policy does. */
  readonly changed: boolean
  readonly onChange: (text: string) => void
  readonly onCancel: () => void
  readonly onReview: () => void
}

/** The text of a policy to write in, with line numbers, and what is wrong with it as one writes. */
export function PolicyWriting({ written, changed, onChange, onCancel, onReview }: PolicyWritingProps) {
  const { text, fault, checking, sound } = written
  const status = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  // The button that led here is gone: the keyboard goes on in the text, from its first line.
  useEffect(() => {
    area.current?.setSelectionRange(0, 0)
    area.current?.focus()
  }, [])
  const locksOut = sound.mayChangePolicy.length === 0
  const ready = !checking && fault === null && changed && !locksOut
  return (
    <section className="pol-json" aria-label={words.title}>
      <div className="pol-bar">
        <h2 className="grow">{words.title}</h2>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={checking || fault !== null || sound.document === text}
          onClick={() => onChange(sound.document)}
        >
          {words.format}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onCancel}>
          {words.cancel}
        </Button>
        <Button size="compact-sm" variant="filled" disabled={!ready} onClick={onReview}>
          {words.review}
        </Button>
      </div>
      <ScrollBox label={words.area} className="pol-write">
        <div className="pol-numbers" aria-hidden="true">
          {text.split('\n').map((_, index) => (
            <span key={index} data-fault={fault?.line === index + 1 || undefined}>
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          className="pol-text"
          aria-label={words.editor}
          aria-describedby={status}
          aria-invalid={fault !== null}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </ScrollBox>
      <output className="pol-status small" id={status}>
        <Status fault={fault} checking={checking} changed={changed} locksOut={locksOut} />
        {!checking && fault !== null && fault.line !== null && (
          <Button
            size="compact-xs"
            variant="subtle"
            className="link"
            onClick={() => showLine(area.current, fault.line)}
          >
            {words.showLine}
          </Button>
        )}
      </output>
    </section>
  )
}

interface StatusProps {
  readonly fault: PolicyFault | null
  readonly checking: boolean
  readonly changed: boolean
  /** Nobody could change the policy after it. */
  readonly locksOut: boolean
}

function Status({ fault, checking, changed, locksOut }: StatusProps) {
  if (checking) return <span className="dim">{words.checking}</span>
  if (fault !== null) {
    return (
      <span className="say-note t-red">
        <IconAlertTriangle size={14} aria-hidden />
        {words.faultAt(fault.line, policyFaultWords(fault.reason, fault.message))}
      </span>
    )
  }
  if (locksOut) {
    return (
      <span className="say-note t-red">
        <IconAlertTriangle size={14} aria-hidden />
        {words.locksOut}
      </span>
    )
  }
  if (!changed) return <span className="dim">{words.unchanged}</span>
  return (
    <span className="say-note soft">
      <IconCheck size={14} aria-hidden />
      {words.sound}
    </span>
  )
}

/** Selects a line, from 1, and brings it into view. */
function showLine(area: HTMLTextAreaElement | null, line: number | null): void {
  if (area === null || line === null) return
  const lines = area.value.split('\n')
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  area.focus()
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
}

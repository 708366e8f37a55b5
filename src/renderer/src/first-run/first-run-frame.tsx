import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { namedIcon } from '../ui/named-icon.ts'
import { Wordmark } from '../ui/wordmark.tsx'
import { firstRunText } from '../words/first-run-text.ts'
import type { FirstRunStep } from './first-run-state.ts'

interface FirstRunFrameProps {
  readonly steps: readonly FirstRunStep[]
  /** The step that is shown, from 0. */
  readonly step: number
  readonly title: string
  readonly text: string
  readonly children: ReactNode
  readonly foot: ReactNode
}

/** The frame of every step: the steps at the left, the question, and the way on at the foot. */
export function FirstRunFrame({ steps, step, title, text, children, foot }: FirstRunFrameProps) {
  return (
    <div className="fr">
      <aside className="fr-side">
        <Wordmark />
        <ol>
          {steps.map((name, index) => (
            <li
              key={name}
              className={index < step ? 'done' : index === step ? 'now' : undefined}
              aria-current={index === step ? 'step' : undefined}
            >
              <span className="fr-n">
                {index < step ? (
                  <IconCheck size={14} stroke={2.5} {...namedIcon(firstRunText.done)} />
                ) : (
                  index + 1
                )}
              </span>
              {firstRunText.steps[name]}
            </li>
          ))}
        </ol>
        <p className="small dim">{firstRunText.leave}</p>
      </aside>
      <main className="fr-main">
        <div className="fr-body">
          <h1 className="fr-h1">{title}</h1>
          <p className="fr-p">{text}</p>
          {children}
        </div>
        <footer className="fr-foot">{foot}</footer>
      </main>
    </div>
  )
}

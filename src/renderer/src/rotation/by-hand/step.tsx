import { IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** What every step is given. `successor` undefined: none was made or chosen yet. */
export interface StepProps {
  readonly title: string
  readonly number: number
  readonly done: boolean
  readonly children: ReactNode
}

/** One step: its number, or a tick once it is done. */
export function Step({ title, number, done, children }: StepProps) {
  return (
    <li>
      <span className="step-no" aria-hidden>
        {done ? <IconCircleCheck size={20} stroke={1.75} /> : number}
      </span>
      <h3>
        {title}
        {done && <span className="vh"> done</span>}
      </h3>
      <div className="step-body">{children}</div>
    </li>
  )
}

import { shortened } from '../format/lists.ts'

interface MonoProps {
  readonly children: string
  readonly head?: number
  readonly tail?: number
  readonly full?: boolean
  readonly dim?: boolean
}

/** An id or ARN: shortened in the middle on the screen, whole on hover. */
export function Mono({ children, head = 8, tail = 6, full = false, dim = true }: MonoProps) {
  return (
    <span className={dim ? 'mono dim' : 'mono'} title={children}>
      {full ? children : shortened(children, head, tail)}
    </span>
  )
}

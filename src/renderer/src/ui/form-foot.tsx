import { Button } from '@mantine/core'

interface FormFootProps {
  /** Why it cannot be done yet, beside the button; null where it can. */
  readonly obstacle: string | null
  readonly cancel: string
  readonly act: string
  readonly busy?: boolean
  /** Something is lost by it. */
  readonly danger?: boolean
  /** No way back while it is done: what came of it would be missed. */
  readonly held?: boolean
  readonly onCancel: () => void
}

/** The end of a form: what is missing, the way back, and the button that sends it. */
export function FormFoot(props: FormFootProps) {
  const { obstacle, cancel, act, busy = false, danger = false, held = false, onCancel } = props
  return (
    <div className="form-foot">
      <output className="mid dim">{obstacle}</output>
      <Button variant="subtle" disabled={held} onClick={onCancel}>
        {cancel}
      </Button>
      <Button
        type="submit"
        variant={danger ? 'default' : 'filled'}
        {...(danger ? { className: 'danger' } : {})}
        disabled={obstacle !== null || busy}
      >
        {act}
      </Button>
    </div>
  )
}

import { Mark } from './mark.tsx'

/** The mark with the product's name. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <Mark />
      <span>Keyhold</span>
    </span>
  )
}

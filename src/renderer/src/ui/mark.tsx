/** The mark: a door in its frame, the keyhole cut through to the ground. Decorative; the word stands beside it. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        className="mark-door"
        d="M7 1h10a6 6 0 0 1 6 6v10a6 6 0 0 1-6 6h-2.6l-1.15-8.05a3.75 3.75 0 1 0-2.5 0L9.6 23H7a6 6 0 0 1-6-6V7a6 6 0 0 1 6-6Z"
      />
    </svg>
  )
}

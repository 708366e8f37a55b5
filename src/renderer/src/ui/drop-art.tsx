/** A sheet of paper going into a locked door: the picture of the drop target. */
export function DropArt({ size = 72 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 72 72" aria-hidden="true">
      <rect className="art-b" x="20.75" y="6.75" width="30.5" height="38.5" rx="5.25" />
      <path className="art-l" d="M28 16h16M28 23h16M28 30h9" />
      <path
        className="art-door"
        d="M14 36h44a6 6 0 0 1 6 6v18a6 6 0 0 1-6 6H14a6 6 0 0 1-6-6V42a6 6 0 0 1 6-6Z"
      />
      <path className="art-hole" d="M36 43.5a4.5 4.5 0 0 1 2 8.53L39 59h-6l1-6.97a4.5 4.5 0 0 1 2-8.53Z" />
    </svg>
  )
}

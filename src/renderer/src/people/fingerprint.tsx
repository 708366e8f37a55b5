/** A fingerprint in its groups of four, four groups a line, as two people read it to each other. */
export function Fingerprint({ children }: { readonly children: string }) {
  return <code className="fingerprint">{children}</code>
}

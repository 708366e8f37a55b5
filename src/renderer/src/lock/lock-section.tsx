/** When and how the vault locks. */
export function LockSection() {
  return null
}

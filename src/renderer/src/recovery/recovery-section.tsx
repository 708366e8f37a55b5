/** The recovery kit and backups of the keys. */
export function RecoverySection() {
  return null
}

/** The ending of a backup's name. */
export const backupEnding = '.keyhold-backup'

/** Backups of one kit that stay in the folder. */
export const mostBackups = 10

/**
 * The name of a backup that is made by itself: the kit it opens with, the store's epoch, the time. The epoch comes first,
 * because a clock that was set back would make the newest look old.
 */
export function backupName(kitId: string, epoch: number, at: Date): string {
  const time = at.toISOString().replaceAll(/[-:.]/g, '')
  return `keyhold-${kitId}-${String(epoch).padStart(12, '0')}-${time}${backupEnding}`
}

/**
 * Those of a folder's names that are ours, for that kit, and older than the newest ten; and those that were never finished.
 * Never the one that was just written: where two computers with one kit share a folder, the other's may all look newer.
 */
export function namesToRemove(
  names: readonly string[],
  { kitId, written }: { readonly kitId: string; readonly written: string },
): readonly string[] {
  const ours = /^keyhold-(KH-[0-9A-Z]{8})-\d{12}-\d{8}T\d{9}Z\.keyhold-backup(\.[0-9a-f-]{36}\.unfinished)?$/
  const found = names.flatMap((name) => {
    const match = ours.exec(name)
    return match?.[1] === kitId ? [{ name, isUnfinished: match[2] !== undefined }] : []
  })
  const whole = found.filter(({ isUnfinished }) => !isUnfinished).map(({ name }) => name)
  const unfinished = found.filter(({ isUnfinished }) => isUnfinished).map(({ name }) => name)
  const old = whole.sort().slice(0, -mostBackups)
  return [...old.filter((name) => name !== written), ...unfinished]
}

/** Whether `name` is that of a file that the keystore was writing to give it the name of the backup `whole`. */
export function isUnfinishedOf(whole: string, name: string): boolean {
  return name.startsWith(`${whole}.`) && /^[0-9a-f-]{36}\.unfinished$/.test(name.slice(whole.length + 1))
}

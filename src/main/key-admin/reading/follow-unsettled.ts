import type { AwsKeyRef, KeyRef, KeyRow, KeyState } from '../../../shared/model/key.ts'

/** What following stands on; `Connections` has all of it. */
export interface FollowedKeys {
  /** Returns the unsubscriber. */
  onChange(listener: () => void): () => void
  changesSince(version: number): Promise<{ readonly version: number; readonly keys: readonly KeyRow[] }>
  readAgain(ref: AwsKeyRef): Promise<KeyRow | null>
}

/** States that a key leaves by itself within a minute or two. KMS.md section 5: ask DescribeKey again. */
const passing: ReadonlySet<KeyState | null> = new Set<KeyState | null>(['Creating', 'Updating'])

/** The first wait in milliseconds, how much longer each is than the one before, and how many there are: ten minutes. */
const [firstWait, growth, mostLooks] = [2_000, 1.3, 16]

/**
 * Reads keys again that are being made or changed until they are not, so that the list shows a replica as it becomes
 * ready. Gives the function that ends it. A key that cannot be read now is left to the next reading of all.
 */
export function followUnsettled(
  keys: FollowedKeys,
  setTimer: (run: () => void, milliseconds: number) => void,
): () => void {
  const followed = new Set<string>()
  let version = 0
  let isOver = false

  const look = async (ref: AwsKeyRef, looks: number): Promise<void> => {
    const row = isOver ? null : await keys.readAgain(ref).catch(() => null)
    if (row === null || !passing.has(row.state) || looks >= mostLooks) followed.delete(nameOf(ref))
    else lookLater(ref, looks + 1)
  }
  const lookLater = (ref: AwsKeyRef, looks: number): void => {
    setTimer(() => void look(ref, looks), firstWait * growth ** (looks - 1))
  }
  const onChange = async (): Promise<void> => {
    const changes = await keys.changesSince(version)
    version = changes.version
    for (const { ref, state } of changes.keys) {
      if (!isAws(ref) || !passing.has(state) || followed.has(nameOf(ref))) continue
      followed.add(nameOf(ref))
      lookLater(ref, 1)
    }
  }

  // A document of connections that cannot be read is told where connections are listed.
  const stop = keys.onChange(() => void onChange().catch(() => undefined))
  return () => {
    isOver = true
    stop()
  }
}

function isAws(ref: KeyRef): ref is AwsKeyRef {
  return ref.service === 'aws'
}

function nameOf({ connectionId, keyArn }: AwsKeyRef): string {
  return `${connectionId} ${keyArn}`
}

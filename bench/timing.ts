/** What one run took. Seconds of one clock. */
export interface Timing {
  /** The figure that is compared with the peers. */
  readonly seconds: number
  /** The same with every flush to the disk. */
  readonly durableSeconds?: number
  /** The pass that reads a result back, counted nowhere else. */
  readonly verifySeconds?: number
  /** What a person waits for before the first file is begun, counted nowhere else. */
  readonly planSeconds?: number
  readonly kmsCalls?: number
  /** Processor time of Keyhold's process, the verifying pass included: what other work on the machine changes least. */
  readonly cpuSeconds?: number
}

/** The wall time of `act`. */
export async function timed(act: () => Promise<unknown>): Promise<Timing> {
  const begun = performance.now()
  await act()
  return { seconds: secondsFrom(begun) }
}

/** Seconds since a reading of `performance.now()`. */
export function secondsFrom(begun: number): number {
  return (performance.now() - begun) / 1000
}

/** Seconds that one run took; `verify` where a run reads its result back, which is counted apart. */
export interface Timing {
  readonly seconds: number
  readonly verify?: number
}

/**
 * One program or library that turns a file into another and back. Neither target exists when it is called.
 */
export interface Contender {
  readonly name: string
  encrypt(source: string, target: string): Promise<Timing>
  decrypt(source: string, target: string): Promise<Timing>
}

/** The wall time of `act`. */
export async function timed(act: () => Promise<unknown>): Promise<Timing> {
  const begun = performance.now()
  await act()
  return { seconds: (performance.now() - begun) / 1000 }
}

import type { RsaDoorOpener } from '../keyrings/raw-rsa/rsa-door-opener.ts'
import type { KitInput, KitProcess } from './kit-process.ts'

/** The provider id of a recovery kit's doors, DESIGN.md section 3. */
export const kitNamespace = 'keyhold-recovery'

/** A kit that is open in its process until `end`. */
export class KitSession implements RsaDoorOpener {
  readonly namespace = kitNamespace
  readonly fingerprint: string
  readonly kitId: string
  /** ISO 8601. */
  readonly since: string
  readonly #process: KitProcess
  #openedDoors = 0

  private constructor(process: KitProcess, opened: { kitId: string; fingerprint: string; since: string }) {
    this.#process = process
    this.fingerprint = opened.fingerprint
    this.kitId = opened.kitId
    this.since = opened.since
  }

  /** Ends the process where the kit does not open. Throws the codes KIT_*. */
  static async open(process: KitProcess, entry: KitInput<'openKit'>, now: () => Date): Promise<KitSession> {
    try {
      const opened = await process.call('openKit', entry)
      return new KitSession(process, { ...opened, since: now().toISOString() })
    } catch (error) {
      process.end()
      throw error
    }
  }

  /** How many data keys it has opened. */
  get openedDoors(): number {
    return this.#openedDoors
  }

  async unwrap(ciphertext: Uint8Array): Promise<Uint8Array> {
    const { dataKey } = await this.#process.call('unwrapWithKit', { ciphertext })
    this.#openedDoors += 1
    return dataKey
  }

  onEnd(listener: () => void): void {
    this.#process.onEnd(listener)
  }

  end(): void {
    this.#process.end()
  }
}

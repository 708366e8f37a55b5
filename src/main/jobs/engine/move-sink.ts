import type { OpenedFile } from '../files/files.ts'
import type { MoveFingerprint } from './move-fingerprint.ts'
import type { MoveSealer } from './move-sealer.ts'
import { streamAsFile } from './stream-as-file.ts'

/** A part of a plaintext: how many bytes stand before it, and before its end. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Stands in the place of the file that an opening pass writes: passes the bytes of one stretch on, in their order, and
 * keeps nothing. What comes besides them is of frames that lie across the ends of the stretch.
 */
export class MoveSink {
  readonly file: OpenedFile = streamAsFile({ write: (piece, position) => this.#take(piece, position) })
  readonly #fingerprint: MoveFingerprint | null
  #stretch: Stretch = { from: 0, to: 0 }
  #sealer: MoveSealer | null = null

  constructor(fingerprint: MoveFingerprint | null) {
    this.#fingerprint = fingerprint
  }

  /** What comes from now on is sealed by this one. */
  lead(stretch: Stretch, sealer: MoveSealer): void {
    this.#stretch = stretch
    this.#sealer = sealer
  }

  async #take(piece: Uint8Array, position: number): Promise<number> {
    const from = Math.max(this.#stretch.from, position)
    const part = piece.subarray(from - position, Math.max(from, this.#stretch.to) - position)
    this.#fingerprint?.update(part, from)
    await this.#sealer?.push(part)
    return piece.length
  }
}

import { createHash, randomBytes } from 'node:crypto'
import { diskKitFiles, type KitFiles } from '../../src/keystore/kit/kit-files.ts'
import type { KitDeps } from '../../src/keystore/kit/make-kit.ts'
import type { DeriveFromPassphrase } from '../../src/keystore/protection/scrypt.ts'
import { Secret } from '../../src/main/secret/secret.ts'

/** Stands for scrypt, which takes a second. */
export const quickDerive: DeriveFromPassphrase = async (passphrase, { salt, n }) =>
  passphrase.use((bytes) =>
    Secret.take(createHash('sha256').update(bytes).update(salt).update(String(n)).digest()),
  )

export function quickKitDeps(files: KitFiles = diskKitFiles): KitDeps {
  return { random: randomBytes, derive: quickDerive, files, now: () => new Date('2026-11-23T10:00:00Z') }
}

/** Files in memory. */
export class MemoryKitFiles implements KitFiles {
  readonly files = new Map<string, Buffer>()
  /** Thrown by the next `create` of that number. */
  failAt: number | undefined
  #created = 0

  create(path: string, bytes: Uint8Array): void {
    this.#created += 1
    if (this.#created === this.failAt) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    if (this.files.has(path)) throw Object.assign(new Error('there'), { code: 'EEXIST' })
    this.files.set(path, Buffer.from(bytes))
  }

  read(path: string): Uint8Array | undefined {
    const bytes = this.files.get(path)
    return bytes && Uint8Array.from(bytes)
  }

  remove(path: string): void {
    this.files.delete(path)
  }
}

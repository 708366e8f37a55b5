import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deriveKit, type KitKeys } from '../../src/keystore/kit/kit-keys.ts'
import { writeSheet } from '../../src/keystore/kit/sheet-content.ts'
import type { KeystoreInput } from '../../src/keystore/protocol.ts'
import type { Vault } from '../../src/keystore/vault.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { operate } from './vault-acts.ts'
import { roomFolder } from './room-folder.ts'

/** A kit and the text of its one sheet. */
export interface TestKit {
  readonly keys: KitKeys
  readonly sheet: string
}

const secretOf = (name: string): Secret => Secret.take(createHash('sha256').update(name).digest())

export async function testKit(name: string): Promise<TestKit> {
  const keys = await deriveKit(secretOf(name))
  const id = Buffer.from(keys.fingerprint.slice(0, 10), 'hex')
  return { keys, sheet: writeSheet({ form: 'plain', id, secret: secretOf(name) }).join('\n') }
}

/** What `adoptKit` is told of a kit that was just made. */
export function adoption({ keys }: TestKit): KeystoreInput<'adoptKit'> {
  const { kitId, fingerprint, publicKey } = keys
  const made = { madeFor: 'test', madeAt: '2026-11-23T09:00:00.000Z', rehearsedAt: null, revokedAt: null }
  const kit = { kitId, fingerprint, form: 'plain', threshold: null, sheets: 1, ...made } as const
  const backupKey = keys.backupKey.use((bytes) => Uint8Array.from(bytes))
  return { kit, publicKey: Uint8Array.from(publicKey), backupKey }
}

export async function adopt(vault: Vault, kit: TestKit): Promise<void> {
  await operate(vault, 'adoptKit', adoption(kit))
}

/** A folder for backups. */
export class BackupRoom {
  readonly folder = roomFolder('keyhold-backup-')

  path(name: string): string {
    return join(this.folder, name)
  }

  async write(vault: Vault, name: string): Promise<Buffer> {
    await operate(vault, 'writeBackup', { path: this.path(name), madeFor: 'test' })
    return readFileSync(this.path(name))
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

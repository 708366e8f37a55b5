import { createDecipheriv, privateDecrypt } from 'node:crypto'
import { oaepSha256 } from '../../main/keyrings/raw-rsa/oaep.ts'
import { Secret } from '../../main/secret/secret.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { isSameMac, startMac } from '../hierarchy/mac.ts'
import type { KitKeys } from '../kit/kit-keys.ts'
import { invalid, lengths, tagLength, type BackupParts } from './backup-form.ts'

/** What a backup holds. Whoever gets it wipes the key. */
export interface BackupContent {
  readonly storeKey: Secret
  /** An SQLite file. */
  readonly copy: Uint8Array
}

/**
 * Opens a backup with its kit. The MAC comes first: whoever has the kit's public key alone, which stands in no secret place,
 * can seal a backup to it and cannot vouch for it. Throws BACKUP_OTHER_KIT {kit}, BACKUP_FORGED, BACKUP_INVALID.
 */
export function openBackup(
  parts: BackupParts,
  kit: Pick<KitKeys, 'fingerprint' | 'privateKey' | 'backupKey'>,
): BackupContent {
  const { header, covered, mac } = parts
  if (header.fingerprint !== kit.fingerprint)
    throw new VaultError('BACKUP_OTHER_KIT', 'this backup was made for another kit', {
      facts: { kit: header.kitId },
    })
  if (!isSameMac(mac, startMac(kit.backupKey).update(covered).digest()))
    throw new VaultError('BACKUP_FORGED', 'this backup was not made by a keystore of this kit')
  const contentKey = unwrapped(parts, kit)
  try {
    return opened(parts, contentKey)
  } finally {
    contentKey.wipe()
  }
}

function unwrapped({ wrappedKey }: BackupParts, { privateKey: key }: Pick<KitKeys, 'privateKey'>): Secret {
  try {
    return Secret.take(privateDecrypt({ key, ...oaepSha256 }, wrappedKey))
  } catch (cause) {
    throw invalid(cause)
  }
}

function opened({ head, iv, sealed }: BackupParts, contentKey: Secret): BackupContent {
  const cut = sealed.length - tagLength
  if (contentKey.length !== 32 || cut <= lengths.storeKey) throw invalid()
  const decipher = contentKey.use((key) =>
    createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength }).setAAD(head),
  )
  decipher.setAuthTag(sealed.subarray(cut))
  const storeKey = Secret.take(decipher.update(sealed.subarray(0, lengths.storeKey)))
  try {
    const copy = decipher.update(sealed.subarray(lengths.storeKey, cut))
    decipher.final()
    return { storeKey, copy }
  } catch (cause) {
    storeKey.wipe()
    throw invalid(cause)
  }
}

import type { NewKeyDraft } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { parseKmsArn, type KeyArn } from '../../keys/aws-kms/key-arn.ts'
import { kmsKeyRow } from '../../keys/aws-kms/kms-key-row.ts'

/** A new key as it was asked for, where it cannot be read yet. */
export function rowOfDraft(draft: NewKeyDraft, keyArn: KeyArn, readAt: Date): KeyRow {
  const arn = parseKmsArn(keyArn)
  if (arn === null) throw new VaultError('INTERNAL', 'a key arn is no arn')
  const aliases = draft.alias === null ? [] : [`alias/${draft.alias}`]
  const row = kmsKeyRow({ connectionId: draft.connectionId, arn, aliases, metadata: null, readAt })
  return {
    ...row,
    description: draft.description,
    state: draft.origin === 'EXTERNAL' ? 'PendingImport' : 'Enabled',
    spec: draft.spec,
    usage: draft.usage,
    origin: draft.origin,
    manager: 'CUSTOMER',
    multiRegion: draft.multiRegion,
    multiRegionRole: draft.multiRegion ? 'PRIMARY' : null,
    tags: draft.tags,
    canEncrypt: draft.origin === 'AWS_KMS' && draft.spec === 'SYMMETRIC_DEFAULT',
  }
}

import type { Inspection } from '../../../../src/shared/model/inspection.ts'
import { backups, backupsProd, material } from './data.ts'

/** A message with three doors, of which this vault opens one. */
export const inspection: Inspection = {
  name: 'archive-2024.zip.encrypted',
  folder: '~/Documents/November',
  size: 86_904_112,
  message: {
    suite: '0578',
    version: 2,
    commits: true,
    signed: true,
    framed: true,
    frameLength: 1_048_576,
    messageId: 'b41c7f2290e85d63a1f0c7b2d9e4863512af60c3bb1d7e94805263fa9c0d17e8',
    headerHash: '5f0c91d233ab4c1e8f602b9d47e1a0c39f3c5a07e1d84b62af50c7d92e6b1384',
    headerBytes: 1187,
    doors: [
      {
        label: backups,
        providerId: 'keyhold',
        account: null,
        region: null,
        keyMaterialId: material,
        problem: null,
      },
      {
        label: backupsProd,
        providerId: 'aws-kms',
        account: '111122223333',
        region: 'eu-central-1',
        keyMaterialId: null,
        problem: {
          code: 'KMS_CREDENTIALS_EXPIRED',
          message: 'the aws session has ended; sign in again',
          facts: { connection: 'media', region: 'ap-southeast-2' },
        },
      },
      {
        label: {
          kind: 'other',
          name: 'escrow',
          where: 'hsm-escrow',
          arn: null,
          known: false,
        },
        providerId: 'hsm-escrow',
        account: null,
        region: null,
        keyMaterialId: null,
        problem: { code: 'NO_DOOR_OPENS', message: 'no key of this vault fits', facts: {} },
      },
    ],
    context: [
      { key: 'aws-crypto-public-key', value: 'A6XzWuu2nq7Zy0T9b0QmPHyqzUuFQn1aDrYb6kYQn0eZ' },
      { key: 'department', value: 'finance' },
      { key: 'purpose', value: 'year-end archive' },
    ],
    plaintextSize: 86_901_900,
    complete: 'complete',
  },
  problem: null,
}

/** A plain file that was taken for a message. */
export const noMessage: Inspection = {
  name: 'notes.txt.encrypted',
  folder: '~/Documents',
  size: 4112,
  message: null,
  problem: { code: 'MESSAGE_NOT_RECOGNISED', message: 'it does not begin as a message does', facts: {} },
}

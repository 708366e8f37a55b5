import { describe, expect, it } from 'vitest'
import { possibleSuccessors, successorDraft } from '../../../../src/renderer/src/rotation/successor-draft.ts'
import { keyRow } from '../support/rows.ts'

const aws = (keyId: string, more: object = {}) =>
  keyRow({
    ref: { service: 'aws', connectionId: 'c', keyArn: `arn:${keyId}` },
    keyId,
    arn: `arn:${keyId}`,
    region: 'eu-central-1',
    origin: 'AWS_KMS',
    manager: 'CUSTOMER',
    ...more,
  })
const old = aws('old', { tags: { team: 'a', 'aws:cloudformation:stack': 'x' } })

describe('the successor of a key', () => {
  it('is of the same kind and Region, has its own tags and no alias', () => {
    expect(successorDraft(old, 'Successor of backups')).toMatchObject({
      connectionId: 'c',
      region: 'eu-central-1',
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      alias: null,
      tags: { team: 'a' },
      accountRoot: true,
    })
  })

  it('cannot be drafted where the kind of the key is not known, or for a key on this computer', () => {
    expect(successorDraft(aws('x', { spec: null }), '')).toBeNull()
    expect(successorDraft(keyRow(), '')).toBeNull()
  })

  it('may be another enabled key of the same kind, connection and Region', () => {
    const keys = [
      old,
      aws('same'),
      aws('elsewhere', { region: 'us-east-1' }),
      aws('signs', { usage: 'SIGN_VERIFY' }),
      aws('off', { state: 'Disabled' }),
      aws('aws', { manager: 'AWS' }),
      keyRow(),
    ]
    expect(possibleSuccessors(old, keys).map(({ keyId }) => keyId)).toEqual(['same'])
  })
})

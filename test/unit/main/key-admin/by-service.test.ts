import { describe, expect, it } from 'vitest'
import { byService } from '../../../../src/main/key-admin/by-service.ts'
import type { AwsHandlersOf, LocalHandlersOf } from '../../../../src/shared/handlers-of.ts'
import { keyIdHere } from '../../../support/local-keys.ts'

type Aws = AwsHandlersOf<'key' | 'manage' | 'try'>
type Local = Partial<LocalHandlersOf<'key' | 'manage' | 'try'>>

const local = { service: 'local', keyId: keyIdHere } as const
const aws = { service: 'aws', connectionId: 'c', keyArn: 'arn:aws:kms:eu-west-1:1:key/k' } as const

const says = (who: string) => async () => ({ aliases: [{ name: who, createdAt: null, updatedAt: null }] })
const routed = byService(
  { 'key.aliases': says('aws') } as unknown as Aws,
  { 'key.aliases': says('here') } as unknown as Local,
)

describe('a call for a key', () => {
  it('goes to the service that the key is in', async () => {
    expect(await routed['key.aliases']({ ref: local })).toMatchObject({ aliases: [{ name: 'here' }] })
    expect(await routed['key.aliases']({ ref: aws })).toMatchObject({ aliases: [{ name: 'aws' }] })
  })

  it('that its service does not have is refused', async () => {
    await expect(routed['key.grants']({ ref: local })).rejects.toMatchObject({ code: 'KMS_UNSUPPORTED' })
  })

  it.each([
    [local, aws],
    [aws, local],
  ])('moves no ciphertext between the services', async (ref, to) => {
    const moving = routed['try.reEncrypt']({
      ref,
      to,
      input: { kind: 'file' },
      context: {},
      toContext: {},
      saveAs: false,
    })
    await expect(moving).rejects.toMatchObject({ facts: { reason: 'betweenServices' } })
  })
})

import { expect, it } from 'vitest'
import { noteRefusals } from '../../../../../src/main/key-admin/reading/note-refusals.ts'
import { Refusals } from '../../../../../src/main/key-admin/reading/refusals.ts'
import type { AwsKeyRef } from '../../../../../src/shared/model/key.ts'
import { arnOf } from '../../../../support/kms-rows.ts'
import { refusal } from '../../../../support/scripted-kms.ts'

const ref: AwsKeyRef = { service: 'aws', connectionId: 'c', keyArn: arnOf('a') }
const other: AwsKeyRef = { ...ref, keyArn: arnOf('b') }

function room() {
  const clock = { at: 0 }
  const refusals = new Refusals(() => new Date(clock.at))
  const handlers = noteRefusals(refusals, {
    'manage.disable': (_input: { ref: AwsKeyRef }) =>
      Promise.reject(refusal('KMS_ACCESS_DENIED', { action: 'kms:DisableKey' })),
    'manage.enable': (_input: { ref: AwsKeyRef }) => Promise.reject(refusal('KMS_UNREACHABLE')),
    'manage.create': (_input: object) =>
      Promise.reject(refusal('KMS_ACCESS_DENIED', { action: 'kms:CreateKey' })),
    'key.facts': (input: { ref: AwsKeyRef }) => input,
  })
  return { clock, refusals, handlers }
}

it('what AWS refused is remembered for that key, and thrown all the same', async () => {
  const { refusals, handlers } = room()
  await expect(handlers['manage.disable']({ ref })).rejects.toMatchObject({ code: 'KMS_ACCESS_DENIED' })
  expect([...refusals.of(ref)]).toEqual(['kms:DisableKey'])
  expect([...refusals.of(other)]).toEqual([])
})

it('other failures and calls that name no key are not', async () => {
  const { refusals, handlers } = room()
  await expect(handlers['manage.enable']({ ref })).rejects.toThrow('refused')
  await expect(handlers['manage.create']({})).rejects.toThrow('refused')
  expect([...refusals.of(ref)]).toEqual([])
})

it('a refusal is forgotten after five minutes: it may be allowed by then', async () => {
  const { clock, refusals, handlers } = room()
  await handlers['manage.disable']({ ref }).catch(() => undefined)
  clock.at = 299_000
  expect(refusals.of(ref).size).toBe(1)
  clock.at = 301_000
  expect(refusals.of(ref).size).toBe(0)
})

it('answers go through', async () => {
  expect(await room().handlers['key.facts']({ ref })).toEqual({ ref })
})

import { describe, expect, it } from 'vitest'
import type { BatchOptions } from '../../../../../src/main/jobs/batches/job.ts'
import { writtenDoors } from '../../../../../src/main/jobs/batches/recorded-doors.ts'
import { awsKmsDoor } from '../../../../../src/main/keyrings/aws-kms-door.ts'
import { isKeyArn } from '../../../../../src/main/keys/aws-kms/key-arn.ts'
import { defaultOptions } from '../../../../support/jobs-room.ts'

const arnOf = (id: string) => {
  const arn = `arn:aws:kms:eu-central-1:111122223333:key/${id}`
  if (!isKeyArn(arn)) throw new Error('no arn')
  return arn
}
const doorOf = (id: string) => awsKmsDoor(arnOf(id), Buffer.from(id))
const batch: BatchOptions = {
  written: defaultOptions.doors.filter((door) => door.service !== 'colleague'),
  options: defaultOptions,
  frameLength: 4096,
  doors: [],
  outputFolder: null,
  dataKeys: null,
  keysAhead: null,
}
const written = {
  encryptedDataKeys: [doorOf('first'), doorOf('second')],
  keyMaterialId: 'as it wrapped',
  readDoors: [],
}
const materials = (change: Partial<Parameters<typeof writtenDoors>[0]> = {}) =>
  writtenDoors({ ...written, ...change }, batch).map(({ keyMaterialId }) => keyMaterialId)

describe('the key materials of the doors of a message that was written', () => {
  it('are known of the first door alone where it was not read back: Encrypt names none', () => {
    expect(materials()).toEqual(['as it wrapped', null])
  })

  it('are those that opened each door when it was read back', () => {
    const readDoors = [
      { door: doorOf('second'), keyMaterialId: 'as it opened' },
      { door: doorOf('first'), keyMaterialId: 'not asked' },
    ]
    expect(materials({ readDoors })).toEqual(['as it wrapped', 'as it opened'])
    expect(materials({ readDoors, keyMaterialId: null })).toEqual(['not asked', 'as it opened'])
  })
})

const fingerprint = 'ab'.repeat(32)
const rsaDoor = (providerId: string, name = fingerprint) => ({
  providerId: Buffer.from(providerId),
  providerInfo: Buffer.from(name),
  ciphertext: Buffer.from(providerId),
})
const label = (kind: 'recovery' | 'colleague', name: string) =>
  ({ kind, name, where: '', arn: null, known: true }) as const

describe('the doors for public keys of a message that was written', () => {
  it('are recorded under their labels and fingerprints, whatever order they were made in', () => {
    const other = 'cd'.repeat(32)
    const doors = writtenDoors(
      {
        encryptedDataKeys: [rsaDoor('keyhold-recovery'), rsaDoor('keyhold-exchange', other)],
        keyMaterialId: null,
        readDoors: [],
      },
      {
        ...batch,
        doors: [label('colleague', 'Bea'), label('recovery', 'KH-1')],
        written: [
          { service: 'colleague', colleagueId: 'bea', fingerprint: other },
          { service: 'recovery', kitId: 'KH-1', fingerprint },
        ],
      },
    )
    expect(doors).toEqual([
      { label: label('recovery', 'KH-1'), keyId: fingerprint, keyMaterialId: null },
      { label: label('colleague', 'Bea'), keyId: other, keyMaterialId: null },
    ])
  })
})

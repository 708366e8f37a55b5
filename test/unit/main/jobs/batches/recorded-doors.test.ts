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

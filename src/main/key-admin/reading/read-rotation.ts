import type { GetKeyRotationStatusResponse } from '@aws-sdk/client-kms'
import type { KeyMaterial, KeyRotationPage } from '../../../shared/model/key-page.ts'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { listMaterials } from '../../keys/aws-kms/listing/list-materials.ts'
import {
  canHaveMaterials,
  noAutomaticRotation,
  statusOf,
  withMaterials,
} from '../../keys/aws-kms/listing/rotation-of-row.ts'
import { rotationAbility } from '../../../shared/kms/rotation-ability.ts'
import { placeOf, rowOf, type KeyPlace, type KeyReadingOptions } from './key-place.ts'

/**
 * Rotations by hand that a key has in all: 25 by the service model and the page on on-demand rotation, other pages say 10
 * and 50 (KMS.md section 1). It is shown, never relied on: the service's own LimitExceeded decides.
 */
export const mostOnDemandRotations = 25

type Part<Value> =
  { readonly value: Value; readonly problem: null } | { readonly value: null; readonly problem: Problem }

/** How a key's rotation stands, with every material; either half may fail by itself. Throws where the key cannot be reached. */
export async function readRotation(options: KeyReadingOptions, ref: AwsKeyRef): Promise<KeyRotationPage> {
  const place = await placeOf(options, ref)
  const row = await rowOf(options, ref)
  const { reason } = rotationAbility(row)
  // A key of which nothing is known is asked all the same: the answer says what it is.
  const asks = canHaveMaterials(row) || reason === 'unknown'
  const [status, materials] = await Promise.all([
    asks ? part(() => readStatus(place)) : nothing,
    asks ? part(() => listMaterials(place.session, ref.keyArn)) : nothing,
  ])
  if (materials.value !== null) await options.cache.keepMaterials(ref.keyArn, materials.value)
  const isImported = reason === 'imported'
  const rotation = rotationOf(row, status.value, materials.value)
  if (rotation !== null) await options.sessions.learnRotation(ref, rotation)
  return {
    row: { ...row, rotation },
    materials: materials.value ?? (await lastKnown(options, ref)),
    materialsProblem: materials.problem,
    // Imported material never rotates by itself; servers older than its rotation by hand refuse to say more.
    statusProblem: isImported && status.problem?.code === 'KMS_UNSUPPORTED' ? null : status.problem,
    inProgressSince: status.value?.OnDemandRotationStartDate?.toISOString() ?? null,
    onDemandUsed: materials.value === null ? null : byHand(materials.value),
    onDemandMost: mostOnDemandRotations,
    currentUses: null,
  }
}

const nothing = { value: null, problem: null } as const

async function part<Value>(read: () => Promise<Value>): Promise<Part<Value>> {
  try {
    return { value: await read(), problem: null }
  } catch (error) {
    return { value: null, problem: problemOf(error) }
  }
}

function readStatus({ session, ref: { keyArn } }: KeyPlace): Promise<GetKeyRotationStatusResponse> {
  return session.call({ operation: 'GetKeyRotationStatus', keyArn }, (kms, call) =>
    kms.getKeyRotationStatus({ KeyId: keyArn }, call),
  )
}

/** Materials of an earlier reading: they are never taken away, only added to or imported again. */
async function lastKnown({ cache }: KeyReadingOptions, { keyArn }: AwsKeyRef): Promise<KeyMaterial[] | null> {
  const known = (await cache.materials([keyArn])).get(keyArn) ?? []
  return known.length === 0 ? null : [...known]
}

function rotationOf(
  row: KeyRow,
  status: GetKeyRotationStatusResponse | null,
  materials: readonly KeyMaterial[] | null,
): KeyRow['rotation'] {
  const isImported = rotationAbility(row).reason === 'imported'
  const read =
    status === null ? (row.rotation ?? (isImported ? noAutomaticRotation : null)) : statusOf(status)
  if (read === null) return null
  if (materials !== null) return withMaterials(read, materials)
  const { lastAt = null, materials: count = null, onDemand = null } = row.rotation ?? {}
  return { ...read, lastAt, materials: count, onDemand }
}

function byHand(materials: readonly KeyMaterial[]): number {
  return materials.filter(({ rotationType }) => rotationType === 'ON_DEMAND').length
}

import { keyLimits } from '../../../../src/shared/kms/key-limits.ts'
import { FakeError } from '../fake-error.ts'
import type { FakeKey } from '../fake-key.ts'
import { rotate } from '../key-life.ts'
import type { FakeKeyMaterial } from '../key-material.ts'
import { rotates, seconds } from '../key-metadata.ts'
import { pageOf } from '../paging.ts'
import {
  namedKey,
  unsupported,
  type Answer,
  type FakeKeyOperation,
  type OperationScope,
} from './operation.ts'

const day = 24 * 3600_000
/** KMS.md section 1: rotations by hand, and how near an automatic one may be. */
const mostOnDemand = keyLimits.onDemandRotations
const nearAutomatic = keyLimits.nearAutomaticMinutes * 60_000

export const rotationOperations = {
  GetKeyRotationStatus: { keyFrom: namedKey, crossAccount: true, readsOnly: true, run: rotationStatus },
  ListKeyRotations: { keyFrom: namedKey, readsOnly: true, run: listRotations },
  EnableKeyRotation: { keyFrom: namedKey, run: enableRotation },
  DisableKeyRotation: { keyFrom: namedKey, run: disableRotation },
  RotateKeyOnDemand: { keyFrom: namedKey, run: rotateOnDemand },
} as const satisfies Record<string, FakeKeyOperation>

function rotationStatus(key: FakeKey, { now }: OperationScope): Answer {
  requireRotating(key)
  if (key.manager === 'AWS') return yearly(key, now)
  const { automatic, onDemandSince } = key.family
  const on = automatic !== null && !key.state.startsWith('Pending')
  return {
    KeyId: key.arn,
    KeyRotationEnabled: on,
    ...(on
      ? { RotationPeriodInDays: automatic.periodDays, NextRotationDate: seconds(automatic.nextAt) }
      : {}),
    ...(onDemandSince === null ? {} : { OnDemandRotationStartDate: seconds(onDemandSince) }),
  }
}

function yearly(key: FakeKey, now: Date): Answer {
  const period = 365 * day
  const past = Math.floor((now.getTime() - key.createdAt.getTime()) / period)
  const next = new Date(key.createdAt.getTime() + (past + 1) * period)
  return {
    KeyId: key.arn,
    KeyRotationEnabled: true,
    RotationPeriodInDays: 365,
    NextRotationDate: seconds(next),
  }
}

/** Newest first. The first material and one that waits are told only where all of them are asked for. */
function listRotations(key: FakeKey, { input }: OperationScope): Answer {
  requireRotating(key)
  const all =
    input.choice('IncludeKeyMaterial', ['ALL_KEY_MATERIAL', 'ROTATIONS_ONLY']) === 'ALL_KEY_MATERIAL'
  const listed = key.materials.toReversed().filter(({ rotatedAt }) => all || rotatedAt !== null)
  const page = pageOf(listed, input, { byDefault: 100, most: 1000 })
  return { Rotations: page.items.map((material) => answered(key, material)), ...page.rest }
}

function answered(key: FakeKey, material: FakeKeyMaterial): Answer {
  const { rotatedAt, rotationType, validTo } = material
  const imported = key.origin === 'EXTERNAL'
  return {
    KeyId: key.arn,
    KeyMaterialId: material.id,
    KeyMaterialState: material.state,
    ...(rotatedAt === null ? {} : { RotationDate: seconds(rotatedAt), RotationType: rotationType }),
    ...(imported
      ? {
          ImportState: material.bytes === null ? 'PENDING_IMPORT' : 'IMPORTED',
          ExpirationModel: validTo === null ? 'KEY_MATERIAL_DOES_NOT_EXPIRE' : 'KEY_MATERIAL_EXPIRES',
          ...(validTo === null ? {} : { ValidTo: seconds(validTo) }),
          ...(material.description === null ? {} : { KeyMaterialDescription: material.description }),
        }
      : {}),
  }
}

function enableRotation(key: FakeKey, { input, now }: OperationScope): Answer {
  requireAutomatic(key)
  const asked = input.integer('RotationPeriodInDays', keyLimits.rotationPeriodDays)
  const periodDays = asked ?? key.family.automatic?.periodDays ?? 365
  if (key.family.automatic?.periodDays === periodDays) return {}
  key.family.automatic = { periodDays, nextAt: new Date(now.getTime() + periodDays * day) }
  return {}
}

function disableRotation(key: FakeKey): Answer {
  requireAutomatic(key)
  key.family.automatic = null
  return {}
}

function rotateOnDemand(key: FakeKey, { now, keys }: OperationScope): Answer {
  requireRotating(key)
  requirePrimary(key)
  const { automatic, onDemandSince } = key.family
  if (onDemandSince !== null) {
    throw new FakeError('ConflictException', `${key.arn} is being rotated on demand already.`)
  }
  if (automatic !== null && automatic.nextAt.getTime() - now.getTime() <= nearAutomatic) {
    throw new FakeError('ConflictException', `${key.arn} is scheduled to rotate within the next 20 minutes.`)
  }
  if (key.materials.filter(({ rotationType }) => rotationType === 'ON_DEMAND').length >= mostOnDemand) {
    throw new FakeError(
      'LimitExceededException',
      `On-demand rotations of ${key.arn} have reached their limit.`,
    )
  }
  if (key.origin === 'EXTERNAL' && !key.materials.some(({ state }) => state === 'PENDING_ROTATION')) {
    throw new FakeError('KMSInvalidStateException', `${key.arn} has no key material pending rotation.`)
  }
  if (keys.delays.rotation > 0) key.family.onDemandSince = now
  else rotate(key, now, 'ON_DEMAND')
  return { KeyId: key.arn }
}

function requireAutomatic(key: FakeKey): void {
  requireRotating(key)
  if (key.origin === 'EXTERNAL')
    throw unsupported(key, 'origin is EXTERNAL which is not valid for this operation.')
  requirePrimary(key)
}

function requireRotating(key: FakeKey): void {
  if (rotates(key)) return
  throw unsupported(key, `of ${key.spec} and origin ${key.origin} is not valid for this operation.`)
}

function requirePrimary(key: FakeKey): void {
  if (key.region !== key.family.primaryRegion) {
    throw unsupported(key, 'is a replica: rotate its primary key.')
  }
}

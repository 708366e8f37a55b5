import type { RotationsListEntry } from '@aws-sdk/client-kms'
import { keyMaterial, type KeyMaterial } from '../../../../shared/model/key-page.ts'
import type { KmsCaller } from '../manage/kms-caller.ts'
import { everyItem } from './every-page.ts'

const mostInPage = 1000

/** Every key material of a key, oldest first, those that wait for a rotation last. Throws VaultError. */
export async function listMaterials(
  session: KmsCaller,
  keyArn: string,
  signal?: AbortSignal,
): Promise<KeyMaterial[]> {
  const entries = await everyItem(
    { session, operation: 'ListKeyRotations', keyArn, signal },
    async (kms, Marker, options) => {
      const page = await kms.listKeyRotations(
        { KeyId: keyArn, IncludeKeyMaterial: 'ALL_KEY_MATERIAL', Limit: mostInPage, Marker },
        options,
      )
      return { items: page.Rotations ?? [], next: page.NextMarker }
    },
  )
  return entries
    .map(materialOf)
    .filter((material) => material !== null)
    .toSorted(byAge)
}

/** One entry; null where it names no material, as servers that know rotations only do. */
function materialOf(entry: RotationsListEntry): KeyMaterial | null {
  if (entry.KeyMaterialId === undefined) return null
  const { state, importState, rotationType } = keyMaterial.shape
  return {
    id: entry.KeyMaterialId,
    state: state.safeParse(entry.KeyMaterialState).data ?? 'NON_CURRENT',
    rotatedAt: entry.RotationDate?.toISOString() ?? null,
    rotationType: rotationType.safeParse(entry.RotationType).data ?? null,
    importState: importState.safeParse(entry.ImportState).data ?? null,
    description: entry.KeyMaterialDescription ?? null,
    validTo: entry.ValidTo?.toISOString() ?? null,
  }
}

/** The first material has no date of rotation, and one that waits has none yet. */
function byAge(a: KeyMaterial, b: KeyMaterial): number {
  return beganAt(a) - beganAt(b)
}

function beganAt({ state, rotatedAt }: KeyMaterial): number {
  if (state.startsWith('PENDING')) return Number.MAX_VALUE
  return rotatedAt === null ? -Number.MAX_VALUE : Date.parse(rotatedAt)
}

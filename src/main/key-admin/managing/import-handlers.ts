import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import { deleteKeyMaterial } from '../../keys/aws-kms/import/import-key-material.ts'
import { importMaterial, type ImportingOptions } from '../importing/import-material.ts'
import { changeKey } from './change-key.ts'

/** Key material of one's own: brought in, and taken out again. */
export function importHandlers(
  options: ImportingOptions,
): Pick<AwsHandlersOf<'manage'>, 'manage.importMaterial' | 'manage.deleteMaterial'> {
  return {
    'manage.importMaterial': ({ ref, draft }) => importMaterial(options, ref, draft),
    'manage.deleteMaterial': ({ ref, keyMaterialId }) =>
      changeKey(options.access, ref, {
        action: 'deleteMaterial',
        run: async ({ kms, keyArn }) => {
          await deleteKeyMaterial(kms, keyArn, keyMaterialId)
          return { state: 'PendingImport', canEncrypt: false }
        },
      }),
  }
}

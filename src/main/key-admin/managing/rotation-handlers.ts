import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import { rotateKeyNow, setAutomaticRotation } from '../../keys/aws-kms/manage/rotation.ts'
import type { KeyAccess } from '../key-in-hand.ts'
import { changeKey } from './change-key.ts'

/** Rotation by the clock and by hand. Older material stays with the key, and what it encrypted still opens. */
export function rotationHandlers(
  access: KeyAccess,
  now: () => Date,
): Pick<AwsHandlersOf<'manage'>, 'manage.setAutomaticRotation' | 'manage.rotateNow'> {
  return {
    'manage.setAutomaticRotation': ({ ref, periodDays }) =>
      changeKey(access, ref, {
        action: 'setAutomaticRotation',
        run: async ({ kms, keyArn, row }) => {
          await setAutomaticRotation(kms, keyArn, periodDays)
          const { rotation } = row
          if (rotation === null) return {}
          return { rotation: { ...rotation, automatic: periodDays !== null, periodDays } }
        },
      }),
    'manage.rotateNow': ({ ref }) =>
      changeKey(access, ref, {
        action: 'rotateNow',
        run: ({ kms, keyArn }) => rotateKeyNow(kms, keyArn, now),
      }),
  }
}

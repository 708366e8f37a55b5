import type { HandlersOf } from '../../shared/handlers-of.ts'
import { notThereYet } from '../key-admin/not-there-yet.ts'

/** The calls of `rotation.*` and `coverage.*`. */
export function createRotation(): HandlersOf<'rotation' | 'coverage'> {
  return { ...notThereYet('rotation'), ...notThereYet('coverage') }
}

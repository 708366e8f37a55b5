import { keyLimits } from '../../../../src/shared/kms/key-limits.ts'
import { FakeError } from '../fake-error.ts'
import type { Input } from '../input.ts'

/** The `Description` of a request, empty where it has none. Throws ValidationException. */
export function readDescription(input: Input): string {
  const description = input.text('Description') ?? ''
  if (description.length <= keyLimits.descriptionLength) return description
  throw new FakeError(
    'ValidationException',
    `Description must have at most ${keyLimits.descriptionLength} characters`,
  )
}

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { sharedFolder } from './shared-folder.ts'

/** ../shared/wycheproof: vectors of C2SP/wycheproof, where they are. */
export const wycheproof = sharedFolder('wycheproof')

const result = z.object({ tcId: z.number(), result: z.enum(['valid', 'invalid', 'acceptable']) })
/** Bytes written as hex digits. */
export const hex = z.string().transform((digits) => Uint8Array.from(Buffer.from(digits, 'hex')))

export type Verdict = z.infer<typeof result>

/** One vector with the fields of its group. */
export type Vector<Group, Test> = Group & Test & Verdict

/**
 * Every vector of a file, read by a schema for its groups and one for its tests. An empty list where the folder is not
 * there; throws where the file has another form.
 */
export function readVectors<Group extends z.ZodRawShape, Test extends z.ZodRawShape>(
  name: string,
  group: Group,
  test: Test,
): readonly Vector<z.infer<z.ZodObject<Group>>, z.infer<z.ZodObject<Test>>>[] {
  if (!wycheproof.present) return []
  const json: unknown = JSON.parse(readFileSync(path.join(wycheproof.folder, `${name}_test.json`), 'utf8'))
  const { testGroups } = z.object({ testGroups: z.array(z.unknown()) }).parse(json)
  return testGroups.flatMap((each) => {
    const shared = z.object(group).parse(each)
    const { tests } = z.object({ tests: z.array(z.unknown()) }).parse(each)
    return tests.map((one) => ({ ...shared, ...z.object(test).parse(one), ...result.parse(one) }))
  })
}

/**
 * Numbers of the vectors that `holds` takes though they are invalid, or refuses though they are valid: refusing is
 * returning false or throwing. "Acceptable" ones may go either way.
 */
export function judgedWrongly<V extends Verdict>(
  vectors: readonly V[],
  holds: (vector: V) => boolean,
): readonly number[] {
  return vectors
    .filter(
      (vector) => vector.result !== 'acceptable' && tried(vector, holds) !== (vector.result === 'valid'),
    )
    .map(({ tcId }) => tcId)
}

function tried<V>(vector: V, holds: (vector: V) => boolean): boolean {
  try {
    return holds(vector)
  } catch {
    return false
  }
}

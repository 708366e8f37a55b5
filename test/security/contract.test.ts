import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { callNames } from '../../src/shared/call-names.ts'
import { contract, keyholdEvent } from '../../src/shared/contract.ts'

/** Kinds of schema that JSON can stand for. Anything else could carry bytes or behaviour. */
const plainKinds = new Set(
  'object array tuple record union nullable optional default readonly string number boolean null literal enum'.split(
    ' ',
  ),
)

interface Walked {
  readonly path: string
  readonly kind: string
  readonly schema: z.core.$ZodType
}

/** Every schema inside a schema, itself first. */
function walk(schema: z.core.$ZodType, path: string): Walked[] {
  const { def } = (schema as z.core.$ZodTypes)['_zod']
  const inner = Object.entries(def).flatMap(([name, value]) => {
    if (name === 'checks' || name === 'catchall') return []
    if (name === 'shape') return Object.entries(value as Record<string, z.core.$ZodType>)
    return (Array.isArray(value) ? value : [value]).map((each: unknown) => [name, each] as const)
  })
  const schemas = inner.flatMap(([name, value]) => (isSchema(value) ? walk(value, `${path}.${name}`) : []))
  return [{ path, kind: def.type, schema }, ...schemas]
}

/** True where a text or something larger fits in. */
const carriesText = (schema: z.core.$ZodType): boolean =>
  walk(schema, '').some(({ kind }) => !['number', 'boolean', 'nullable', 'null', 'literal'].includes(kind))

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value

const outputs = [
  ...callNames.flatMap((name) => walk(contract[name].out, name)),
  ...walk(keyholdEvent, 'event'),
]
const inputs = callNames.flatMap((name) => walk(contract[name].in, name))

describe('point 22: what may cross', () => {
  it('point 22: no answer and no event contains bytes, dates, maps or anything but plain data', () => {
    expect(outputs.filter(({ kind }) => !plainKinds.has(kind))).toStrictEqual([])
    expect(outputs.length).toBeGreaterThan(200)
  })

  it('point 22: the walk finds bytes where there are some', () => {
    const hidden = z.strictObject({ rows: z.array(z.object({ raw: z.instanceof(Uint8Array).nullable() })) })
    expect(walk(hidden, 'x').filter(({ kind }) => !plainKinds.has(kind))).not.toStrictEqual([])
  })

  it('point 22: no call and no field is called after key bytes, but what a person types goes in and never out', () => {
    const secretWords = /plaintext|private|secret|password|passphrase|token|accessKey|dataKey(?!s)|bytes$/i
    const carriers = (fields: typeof inputs) =>
      fields
        .filter(({ path }) => secretWords.test(path.split('.').at(-1) ?? ''))
        // The name of an access key, which AWS shows everywhere.
        .filter(({ path, schema }) => carriesText(schema) && !path.endsWith('.accessKeyId'))
        .map(({ path }) => path)
    expect(carriers(outputs)).toStrictEqual([])
    // Everything that a person types and nobody may read again: what AWS gave for a connection, and passphrases of the
    // store and of a kit's sheet.
    const typed = [
      'connections.save.secret',
      'connections.save.secret.innerType.secretAccessKey',
      'connections.save.secret.innerType.sessionToken',
      'vault.setUp.passphrase',
      'vault.unlock.passphrase',
      'vault.setProtection.wanted.passphrase',
      'recovery.makeKit.passphrase',
      'recovery.rehearse.passphrase',
      'recovery.beginSession.passphrase',
      'backup.restore.kit.passphrase',
      'backup.restore.passphrase',
    ]
    expect(carriers(inputs).toSorted()).toStrictEqual(typed.toSorted())
    // `activity.export` writes what was done, `rotation.export` a report on keys; `try.decrypt` shows a short text that a person asked AWS KMS for.
    expect(
      callNames.filter((name) => /get.*key|export|reveal.*key|unwrap|decrypt|wrap/i.test(name)),
    ).toStrictEqual(['activity.export', 'try.decrypt', 'rotation.export'])
  })

  it.each([...callNames])(
    'point 17: %s refuses keys it does not name, at every level of its input',
    (name) => {
      const loose = walk(contract[name].in, name).filter(
        ({ kind, schema }) => kind === 'object' && !refusesUnknownKeys(schema),
      )
      expect(loose.map(({ path }) => path)).toStrictEqual([])
    },
  )

  it.each([...callNames])('point 17: every list and text in the input of %s has a longest length', (name) => {
    const unbounded = walk(contract[name].in, name).filter(({ kind, schema }) => isUnbounded(kind, schema))
    expect(unbounded.map(({ path }) => path)).toStrictEqual([])
  })
})

const refusesUnknownKeys = (schema: z.core.$ZodType): boolean =>
  (schema as z.core.$ZodObject)['_zod'].def.catchall?.['_zod'].def.type === 'never'

interface Check {
  readonly maximum?: number
  readonly pattern?: RegExp
}

const isBounded = ({ maximum, pattern }: Check): boolean =>
  maximum !== undefined || (pattern !== undefined && /^\^[^+*]*\$$/.test(pattern.source))

/** True for a text or list without `max`, unless a pattern without repetition bounds it. */
function isUnbounded(kind: string, schema: z.core.$ZodType): boolean {
  const checks = (schema['_zod'].def.checks ?? []).map((each) => each['_zod'].def as Check)
  return (kind === 'array' || kind === 'string') && !checks.some(isBounded)
}

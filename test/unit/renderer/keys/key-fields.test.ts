import { expect, test } from 'vitest'
import { keyFieldsObstacle } from '../../../../src/renderer/src/keys/key-fields.tsx'
import { parseAlias } from '../../../../src/keystore/keys/alias-rules.ts'

const obstacle = (name: string) => keyFieldsObstacle({ name, description: '', understood: true })

test.each(['backups', 'Steuer 2026', 'ключ', '鍵', '👩‍🔬 lab', '😀'.repeat(64), ` ${'x'.repeat(64)} `])(
  'a key may be called %j, as the keystore says too',
  (name) => {
    expect(obstacle(name)).toBeNull()
    expect(parseAlias(name).alias).toBe(name.trim())
  },
)

test.each([
  ['   ', 'A name is needed'],
  ['\u200d', 'A name is needed'],
  ['x'.repeat(65), 'A name has at most 64 characters'],
  ['a\u202eb', 'A name cannot hold invisible characters'],
])('%j says what is wrong before the keystore does', (name, words) => {
  expect(obstacle(name)).toBe(words)
  expect(() => parseAlias(name)).toThrow(expect.objectContaining({ code: 'KEY_NAME_INVALID' }))
})

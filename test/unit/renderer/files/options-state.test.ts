import { expect, test } from 'vitest'
import { optionsFor } from '../../../../src/renderer/src/files/options-state.ts'

const settings = {
  colorScheme: 'system',
  doors: [{ service: 'local', keyId: 'k' }],
  ifExists: 'number',
  verify: true,
  frameLength: 'auto',
  firstRunDone: true,
  hintsDismissed: false,
} as const

const kept = { ...settings, doors: [...settings.doors] }

test('without choices a batch follows the settings', () => {
  expect(optionsFor(kept, {})).toEqual({
    doors: settings.doors,
    ifExists: 'number',
    verify: true,
    frameLength: 'auto',
    output: 'beside',
  })
})

test('a choice for this batch wins over the settings', () => {
  const options = optionsFor(kept, { verify: false, folder: { folderId: 'f', label: 'Outbox' } })
  expect(options.verify).toBe(false)
  expect(options.output).toEqual({ folderId: 'f' })
})

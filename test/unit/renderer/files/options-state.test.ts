import { expect, test } from 'vitest'
import { optionsFor } from '../../../../src/renderer/src/files/options-state.ts'
import { settingsOf } from '../support/rows.ts'

const settings = settingsOf({ doors: [{ service: 'local', keyId: 'k' }], suite: '0578', keepTimes: true })

test('without choices a batch follows the settings, and what they do not keep has its careful default', () => {
  expect(optionsFor(settings, {}, 'auto')).toEqual({
    intent: 'auto',
    doors: settings.doors,
    ifExists: 'number',
    verify: true,
    frameLength: 'auto',
    output: 'beside',
    suite: '0578',
    folders: 'eachFile',
    archives: 'unpack',
    context: [],
    original: 'keep',
    keepTimes: true,
    reuseDataKey: false,
  })
})

test('a choice for this batch wins over the settings', () => {
  const choices = { verify: false, suite: '0478', folder: { folderId: 'f', label: 'Outbox' } } as const
  const options = optionsFor(settings, choices, 'move')
  expect(options).toMatchObject({ intent: 'move', verify: false, suite: '0478' })
  expect(options.output).toEqual({ folderId: 'f' })
  expect(options).not.toHaveProperty('folder')
})

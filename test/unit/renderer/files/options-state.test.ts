import { expect, test } from 'vitest'
import { moreChanged, optionsFor, reuseApplies } from '../../../../src/renderer/src/files/options-state.ts'
import { planOf, settingsOf } from '../support/rows.ts'

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
    format: 'message',
    reuseDataKey: false,
    recovery: 'auto',
  })
})

test('a choice for this batch wins over the settings', () => {
  const choices = { verify: false, suite: '0478', folder: { folderId: 'f', label: 'Outbox' } } as const
  const options = optionsFor(settings, choices, 'move')
  expect(options).toMatchObject({ intent: 'move', verify: false, suite: '0478' })
  expect(options.output).toEqual({ folderId: 'f' })
  expect(options).not.toHaveProperty('folder')
})

test('what goes to the trash is always checked first', () => {
  expect(optionsFor(settings, { original: 'trash', verify: false }, 'auto').verify).toBe(true)
})

test('a signed message shares its data key with no other', () => {
  expect(optionsFor(settings, { suite: '0578', reuseDataKey: true }, 'auto').reuseDataKey).toBe(false)
})

test('the rarer choices that differ from the settings are counted', () => {
  expect(moreChanged(optionsFor(settings, {}, 'auto'), settings)).toBe(0)
  const context = [{ key: 'a', value: 'b' }]
  expect(moreChanged(optionsFor(settings, { suite: '0478', context }, 'auto'), settings)).toBe(2)
})

test('reuse is offered where a key of AWS KMS wraps data keys of suite 0478', () => {
  const aws = { service: 'aws', connectionId: 'c', keyArn: 'arn' } as const
  const local = optionsFor(settings, { suite: '0478' }, 'auto')
  const kms = { ...local, doors: [aws] }
  expect(reuseApplies(local, null)).toBe(false)
  expect(reuseApplies(kms, null)).toBe(true)
  expect(reuseApplies({ ...kms, suite: '0578' }, null)).toBe(false)
  expect(reuseApplies(kms, planOf({ kmsCallsIfReused: null }))).toBe(false)
  expect(reuseApplies(kms, planOf({ kmsCallsIfReused: 1 }))).toBe(true)
})

test('new messages carry the pairs that opening asks for, unless the person took them out', () => {
  const pair = { key: 'department', value: 'finance' }
  const asking = settingsOf({ requiredContext: [pair] })
  expect(optionsFor(asking, {}, 'auto').context).toEqual([pair])
  expect(moreChanged(optionsFor(asking, {}, 'auto'), asking)).toBe(0)
  expect(optionsFor(asking, { context: [] }, 'auto').context).toEqual([])
  expect(optionsFor(asking, {}, 'move').context).toEqual([])
})

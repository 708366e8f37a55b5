import { expect, test } from 'vitest'
import { tabsOf } from '../../../../src/renderer/src/keys/tabs-of.ts'
import { awsKey, keyRow } from '../support/rows.ts'

test('a key on this computer has all but what others decide', () => {
  expect(tabsOf(keyRow())).toEqual(['general', 'rotation', 'aliases', 'tags', 'rules', 'try'])
})

test('a key of AWS KMS has every tab', () => {
  expect(tabsOf(awsKey('a', 'eu-west-1'))).toHaveLength(9)
})

test('a key that AWS manages cannot be tagged, spread or tried', () => {
  const tabs = tabsOf(awsKey('aws/s3', 'eu-west-1', { manager: 'AWS' }))
  expect(tabs).not.toContain('tags')
  expect(tabs).not.toContain('regions')
  expect(tabs).not.toContain('try')
  expect(tabs).toContain('policy')
})

test('a key of which nothing is told keeps its tabs, and each says for itself', () => {
  expect(tabsOf(awsKey('a', 'eu-west-1', { manager: null, state: null, spec: null }))).toHaveLength(9)
})

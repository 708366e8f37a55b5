import { expect, it } from 'vitest'
import { periodOf } from '../../../../src/renderer/src/rotation/period.ts'

it('takes whole days from 90 to 2,560 and nothing else', () => {
  expect(['90', ' 365 ', '2560'].map(periodOf)).toEqual([90, 365, 2560])
  expect(['89', '2561', '', '1e3', '90.5', '-90', '0x5a', '99999'].map(periodOf)).toEqual(Array(8).fill(null))
})

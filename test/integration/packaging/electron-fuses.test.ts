import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from 'vitest'
import { electronBinary } from '../../../scripts/electron-binary.ts'
import { electronFuses } from '../../../scripts/fuses.ts'

const binary = electronBinary()

test('point 25: the fuses that this Electron has are those that are decided about', async ({ skip }) => {
  if (binary === null) return skip("Electron's binary is not here, so the specs ran on the test host")
  const wire = await getCurrentFuseWire(binary)
  const present = Object.keys(wire).filter((name) => name !== 'version')
  const decided = Object.keys(electronFuses).filter((name) => name in FuseV1Options)
  expect(present.toSorted()).toEqual(decided.toSorted())
})

import { CustomKeyStores } from './custom-key-stores.ts'
import { FakeKeys } from './fake-keys.ts'
import { Faults } from './faults.ts'
import type { FakeWorld } from './handle-request.ts'
import { ImportTokens } from './import-tokens.ts'
import { RequestMeter } from './request-meter.ts'

/** An empty AWS. `pass` lets the clock of keys and sessions run ahead. */
export function newFakeWorld(now = () => new Date()): FakeWorld & { pass(ms: number): void } {
  let passed = 0
  const time = () => new Date(now().getTime() + passed)
  return {
    keys: new FakeKeys(time),
    stores: new CustomKeyStores(),
    tokens: new ImportTokens(),
    accessKeys: new Map(),
    faults: new Faults(),
    meter: new RequestMeter(),
    calls: [],
    now,
    time,
    pass: (ms) => {
      passed += ms
    },
  }
}

import { describe, expect, it } from 'vitest'
import { nobody, type PeopleDoors } from '../../../../src/main/doors/people-doors.ts'
import { recogniseDoor } from '../../../../src/main/doors/recognise-door.ts'
import { doorIdsOf } from '../../../../src/main/doors/recorded-door.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { rsaHolder } from '../../../support/rsa-holder.ts'

const { fingerprint, publicKey, opener } = rsaHolder('keyhold-recovery')
const nameOf = (providerId: string, name = fingerprint) => ({
  providerId: Buffer.from(providerId),
  providerInfo: Buffer.from(name),
})
const recognise = (door: ReturnType<typeof nameOf>, people: PeopleDoors) =>
  recogniseDoor(door, {
    local: new Map(),
    aws: new Map(),
    connections: { waysTo: async () => [] },
    people,
  })
const locked = () => Promise.reject(new VaultError('KEYSTORE_LOCKED', 'locked'))
const bea = {
  colleagueId: 'bea',
  name: 'Bea',
  fingerprint,
  publicKey,
  addedAt: '',
  compared: true,
  formerFingerprint: null,
}

describe("a recovery kit's door", () => {
  const door = nameOf('keyhold-recovery')

  it('goes by the id on the sheets, and says to use the kit', async () => {
    const { label, problem, service, keyId } = await recognise(door, nobody)
    expect(label).toMatchObject({ kind: 'recovery', known: false })
    expect(label.name).toMatch(/^KH-[0-9A-Z]{8}$/)
    expect(problem).toMatchObject({ code: 'KIT_NEEDED', facts: { kitId: label.name } })
    expect([service, keyId]).toEqual(['recovery', fingerprint])
  })

  it('can be tried while files are opened with that kit, and no other', async () => {
    const session = { ...nobody, kitSession: () => opener }
    expect(await recognise(door, session)).toMatchObject({ problem: null, label: { known: true } })
    const other = nameOf('keyhold-recovery', 'ab'.repeat(32))
    expect((await recognise(other, session)).problem?.code).toBe('KIT_NEEDED')
  })
})

describe("a colleague's door", () => {
  const door = nameOf('keyhold-exchange')

  it('for this keystore can be tried', async () => {
    const own = { ...nobody, exchangeFingerprint: async () => fingerprint }
    const { label, problem } = await recognise(door, own)
    expect(label).toMatchObject({ kind: 'colleague', name: 'Your card', where: 'this computer', known: true })
    expect(problem).toBeNull()
  })

  it('for somebody known goes by their name, and does not open here', async () => {
    const { label, problem } = await recognise(door, { ...nobody, colleagues: async () => [bea] })
    expect(label).toMatchObject({ name: 'Bea', known: false })
    expect(problem?.code).toBe('KEY_NOT_FOUND')
  })

  it('for somebody unknown says so', async () => {
    const { label } = await recognise(door, nobody)
    expect(label.name).toBe(`A colleague (${fingerprint.slice(0, 8)})`)
  })

  it('cannot be told while the keystore is locked: the problem says why', async () => {
    const { problem } = await recognise(door, { ...nobody, exchangeFingerprint: locked })
    expect(problem?.code).toBe('KEYSTORE_LOCKED')
  })
})

describe('a name that is no fingerprint', () => {
  it.each(['', 'AB'.repeat(32), 'ab'.repeat(31), `${'ab'.repeat(32)}\n`])(
    'is another door: %j',
    async (name) => {
      const { service } = await recognise(nameOf('keyhold-recovery', name), nobody)
      expect(service).toBe('other')
      expect(doorIdsOf(nameOf('keyhold-recovery', name)).keyId).toBeNull()
    },
  )

  it('and one that is counts in the coverage of its kit', () => {
    expect(doorIdsOf(nameOf('keyhold-recovery'))).toEqual({ keyId: fingerprint, keyMaterialId: null })
  })
})

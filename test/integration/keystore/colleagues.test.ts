import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DoorRef } from '../../../src/shared/model/door.ts'
import type { PlanOptions } from '../../../src/shared/model/plan.ts'
import { Room, jobsIn, run, sha256 } from '../../support/jobs-room.ts'
import { PersonDouble } from '../../support/person-double.ts'
import { rsaHolder } from '../../support/rsa-holder.ts'

let ada: PersonDouble
let bea: PersonDouble
let cay: PersonDouble
let dee: PersonDouble
let room: Room

beforeAll(async () => {
  ;[ada, bea, cay, dee] = await Promise.all([
    PersonDouble.named('Ada'),
    PersonDouble.named('Bea'),
    PersonDouble.named('Cay'),
    PersonDouble.named('Dee'),
  ])
})
afterAll(() => {
  for (const person of [ada, bea, cay, dee]) person.remove()
})

const jobsOf = (person: PersonDouble) => jobsIn(room, { keyServices: person.keyServices }).jobs

const encrypt = async (doors: readonly DoorRef[], options: Partial<PlanOptions> = {}) => {
  const plain = room.write('plain.bin', Buffer.alloc(5000, 7))
  const [row] = await run(jobsOf(ada), [plain], { doors: [...doors], ...options })
  if (row === undefined) throw new Error('no row')
  return { row, plain, message: room.path('plain.bin.encrypted') }
}

/** Opens a message as somebody, into a file beside it that is removed again. */
const opens = async (person: PersonDouble, message: string, plain: string) => {
  const jobs = jobsOf(person)
  const plan = await jobs.plan([message], { ...(await planOptions()), doors: [] })
  const [item] = plan.items
  if (item?.problem) return { code: item.problem.code, doors: [] as string[] }
  const [row] = await run(jobs, [message], { doors: [] })
  if (row?.phase !== 'done') return { code: row?.problem?.code ?? 'nothing', doors: [] as string[] }
  expect(sha256(room.path(row.resultName ?? ''))).toBe(sha256(plain))
  return { code: 'opened', doors: row.doors.map(({ kind, name }) => `${kind} ${name}`) }
}

const planOptions = async () => (await import('../../support/default-plan-options.ts')).defaultPlanOptions

describe('files between keystores', () => {
  it('for two colleagues are opened by both, and by nobody else', async () => {
    using here = new Room()
    room = here
    const doors = [await ada.meet(bea), await ada.meet(cay)]
    const { row, plain, message } = await encrypt(doors)
    expect(row).toMatchObject({ phase: 'done', verified: false })
    expect(row.doors.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['colleague Bea', 'colleague Cay'])
    for (const person of [bea, cay])
      expect(await opens(person, message, plain)).toEqual({ code: 'opened', doors: ['colleague Your card'] })
    expect((await opens(dee, message, plain)).code).toBe('NO_DOOR_OPENS')
    expect((await opens(ada, message, plain)).code).toBe('NO_DOOR_OPENS')
  })

  it('with a local door, a colleague and the recovery kit open by each alone', async () => {
    using here = new Room()
    room = here
    const kit = rsaHolder('keyhold-recovery', 3072)
    ada.kit = kit
    ada.keystore.tellChanged()
    const { row, plain, message } = await encrypt([ada.key, await ada.meet(bea)], { recovery: 'auto' })
    expect(row).toMatchObject({ phase: 'done', verified: true })
    expect(row.doors.map(({ kind }) => kind)).toEqual(['local', 'colleague', 'recovery'])
    expect((await opens(ada, message, plain)).doors[0]).toMatch(/^local /)
    expect((await opens(bea, message, plain)).doors).toEqual(['colleague Your card'])
    expect((await opens(dee, message, plain)).code).toBe('KIT_NEEDED')
    dee.session = kit.opener
    expect((await opens(dee, message, plain)).doors[0]).toMatch(/^recovery KH-/)
    dee.session = null
    ada.kit = null
    ada.keystore.tellChanged()
  })

  it('are not made for a card that changed after the plan', async () => {
    using here = new Room()
    room = here
    const door = await ada.meet(bea)
    const jobs = jobsOf(ada)
    const plain = room.write('plain.bin', 'content')
    const plan = await jobs.plan([plain], { ...(await planOptions()), doors: [door] })
    const impostor = await PersonDouble.named('Bea')
    const read = await ada.read(await impostor.card())
    expect(read).toMatchObject({ standing: 'changed', colleague: { name: 'Bea', compared: true } })
    const add = { cardId: read.cardId, name: 'Bea', compared: false }
    await expect(ada.calls['people.add']({ ...add, replaces: null })).rejects.toMatchObject({
      code: 'CARD_CHANGED',
    })
    await ada.calls['people.add']({ ...add, replaces: door.colleagueId })
    const { batchId } = jobs.start(plan.id)
    const rows = () => jobs.snapshot().rows.filter((row) => row.batchId === batchId)
    await expect
      .poll(() => rows().map((row) => row.problem?.code), { timeout: 20_000 })
      .toEqual(['DOOR_NOT_AS_PLANNED'])
    expect(room.names()).toEqual(['plain.bin'])
    await ada.meet(bea, { replaces: door.colleagueId })
    impostor.remove()
  })

  it('are not made for a colleague who was removed', async () => {
    using here = new Room()
    room = here
    const door = await ada.meet(dee)
    await ada.calls['people.remove']({ colleagueId: door.colleagueId })
    const plain = room.write('plain.bin', 'content')
    const plan = await jobsOf(ada).plan([plain], { ...(await planOptions()), doors: [ada.key, door] })
    expect(plan.problem?.code).toBe('COLLEAGUE_NOT_FOUND')
  })

  it('keep their originals where only colleagues could open them', async () => {
    using here = new Room()
    room = here
    const door = await ada.meet(bea)
    const plain = room.write('plain.bin', 'content')
    const options = { ...(await planOptions()), original: 'trash', verify: true } as const
    const alone = await jobsOf(ada).plan([plain], { ...options, doors: [door] })
    expect(alone.problem?.code).toBe('ONLY_OTHERS_OPEN')
    const both = await jobsOf(ada).plan([plain], { ...options, doors: [ada.key, door] })
    expect(both.problem).toBeNull()
  })
})

describe('cards', () => {
  it('are told apart: new, known, one’s own, and no card', async () => {
    expect((await dee.read(await cay.card())).standing).toBe('new')
    await dee.meet(cay, { compared: false })
    expect(await dee.read(await cay.card())).toMatchObject({
      standing: 'known',
      colleague: { name: 'Cay', compared: false },
    })
    expect((await dee.read(await dee.card())).standing).toBe('own')
    await expect(dee.read({ text: 'KEYHOLD-CARD-1:x' })).rejects.toMatchObject({ code: 'CARD_INVALID' })
    const { fingerprint } = await cay.card()
    const { colleagues } = await dee.calls['people.list']({})
    const colleagueId = colleagues[0]?.colleagueId ?? ''
    const marked = await dee.calls['people.markCompared']({ colleagueId, fingerprint })
    expect(marked.colleagues).toMatchObject([{ name: 'Cay', compared: true }])
    const other = { colleagueId, fingerprint: 'another' }
    await expect(dee.calls['people.markCompared'](other)).rejects.toMatchObject({ code: 'CARD_CHANGED' })
  })

  it('that are saved are those that are read', async () => {
    expect(await cay.calls['people.saveOwnCard']({})).toEqual({ savedAs: 'card.keyhold-card' })
    const text = new TextDecoder().decode(cay.files.saved ?? new Uint8Array())
    expect(await dee.read({ text })).toMatchObject({ name: 'Cay' })
  })
})

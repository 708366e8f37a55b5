import { beforeEach, describe, expect, it } from 'vitest'
import { QuestionDesk } from '../../../../src/main/credentials/question-desk.ts'

const about = { connectionId: 'c', connectionName: 'Studio', serial: 'arn:aws:iam::111122223333:mfa/mira' }
let changes: number
let desk: QuestionDesk
const settled = () => new Promise((resolve) => setImmediate(resolve))
const ids = () => desk.list().map(({ id }) => id)

beforeEach(() => {
  changes = 0
  let next = 0
  desk = new QuestionDesk({ newId: () => `q${(next += 1)}`, onChange: () => (changes += 1) })
})

describe('a question for a person', () => {
  it('is listed until it is answered, and both are told', async () => {
    const code = desk.askForCode(about)
    await settled()
    expect(desk.list()).toEqual([{ ...about, id: 'q1', kind: 'mfa' }])
    desk.answer('q1', '123456')
    expect(await code).toBe('123456')
    expect([desk.list(), changes]).toEqual([[], 2])
  })

  it('that the person would rather not answer fails with CANCELLED', async () => {
    const code = desk.askForCode(about)
    await settled()
    desk.answer('q1', null)
    await expect(code).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('that nobody answers ends by itself, so that what waits for it can say so', async () => {
    desk = new QuestionDesk({ newId: () => 'q', onChange: () => undefined, patience: 1 })
    await expect(desk.askForCode(about)).rejects.toMatchObject({
      code: 'KMS_CREDENTIALS_EXPIRED',
      facts: { connection: 'Studio' },
    })
    expect(desk.list()).toEqual([])
  })

  it('about a device waits for the one before it: a code is good once', async () => {
    const [first, second] = [desk.askForCode(about), desk.askForCode(about)]
    await settled()
    expect(ids()).toEqual(['q1'])
    desk.answer('q1', '111111')
    expect(await first).toBe('111111')
    await settled()
    expect(ids()).toEqual(['q2'])
    desk.answer('q2', '222222')
    expect(await second).toBe('222222')
  })

  it('about another device is asked beside it', async () => {
    const both = [desk.askForCode(about), desk.askForCode({ ...about, serial: 'another device' })]
    await settled()
    expect(ids()).toEqual(['q1', 'q2'])
    for (const id of ids()) desk.answer(id, '000000')
    await Promise.all(both)
  })

  it('of a connection that is gone is void', async () => {
    const code = desk.askForCode(about)
    await settled()
    desk.drop('another')
    expect(ids()).toEqual(['q1'])
    desk.drop('c')
    await expect(code).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('of a connection that is gone is never asked, though it waited for another one about its device', async () => {
    const first = desk.askForCode(about)
    const second = desk.askForCode({ ...about, connectionId: 'gone' })
    await settled()
    desk.drop('gone')
    desk.answer('q1', '123456')
    expect(await first).toBe('123456')
    await expect(second).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(desk.list()).toEqual([])
  })

  it('that was settled is not settled again', async () => {
    const code = desk.askForCode(about)
    await settled()
    desk.answer('q1', '123456')
    desk.answer('q1', null)
    desk.answer('nobody asked', '1')
    expect(await code).toBe('123456')
  })
})

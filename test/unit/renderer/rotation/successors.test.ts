import { describe, expect, it } from 'vitest'
import { aliasPlaces, withSuccession } from '../../../../src/renderer/src/rotation/successors.ts'
import { storedSettings } from '../../../../src/shared/model/settings.ts'
import { awsKey } from '../support/rows.ts'

const old = awsKey('payroll', 'eu-central-1')
const successor = awsKey('next', 'eu-central-1', { alias: null, aliases: [] })

describe('what is kept of rotating by hand', () => {
  it('begins with the first thing that is done, and changes one key’s entry alone', () => {
    const other = withSuccession([], successor.ref, () => ({ aliases: ['x'] }))
    const begun = withSuccession(other, old.ref, () => ({ successor: successor.ref, made: successor.ref }))
    const moved = withSuccession(begun, old.ref, ({ aliases }) => ({ aliases: [...aliases, 'payroll'] }))
    expect(moved).toEqual([
      { old: successor.ref, successor: null, made: null, aliases: ['x'] },
      { old: old.ref, successor: successor.ref, made: successor.ref, aliases: ['payroll'] },
    ])
  })

  it('stays within what the settings take: the oldest goes', () => {
    let list = withSuccession([], old.ref, () => ({}))
    for (let at = 0; at < 100; at += 1) {
      list = withSuccession(list, { service: 'local', keyId: `key-${at}` }, () => ({}))
    }
    expect(list).toHaveLength(100)
    expect(list.some((each) => each.old === old.ref)).toBe(false)
  })

  it('is read back from a settings file, and an older file without it is read too', () => {
    const successions = withSuccession([], { service: 'local', keyId: 'a' }, () => ({ aliases: ['payroll'] }))
    expect(storedSettings.parse({ successions }).successions).toEqual(successions)
    expect(storedSettings.parse({ verify: false })).toMatchObject({ verify: false, successions: [] })
  })
})

describe('where an alias points by now', () => {
  const moved = { ...successor, aliases: ['payroll'] }
  const left = { ...old, aliases: [] }

  it('at the old key, until it is moved', () => {
    expect(aliasPlaces(old, undefined, [])).toEqual([{ alias: 'payroll', at: 'old' }])
    expect(aliasPlaces(old, successor, ['payroll'])).toEqual([{ alias: 'payroll', at: 'old' }])
  })

  it('at the successor, also where the old key was not read since', () => {
    expect(aliasPlaces(old, moved, ['payroll'])).toEqual([{ alias: 'payroll', at: 'successor' }])
    expect(aliasPlaces(left, moved, ['payroll'])).toEqual([{ alias: 'payroll', at: 'successor' }])
  })

  it('at the old key once it was pointed back, also where the successor was not read since', () => {
    expect(aliasPlaces(old, moved, [])).toEqual([{ alias: 'payroll', at: 'old' }])
  })

  it('elsewhere, where another successor is chosen or somebody else moved it', () => {
    expect(aliasPlaces(left, undefined, ['payroll'])).toEqual([{ alias: 'payroll', at: 'elsewhere' }])
    expect(aliasPlaces(left, successor, ['payroll'])).toEqual([{ alias: 'payroll', at: 'elsewhere' }])
  })
})

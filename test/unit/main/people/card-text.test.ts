import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardText, parseCard } from '../../../../src/main/people/card-text.ts'
import { checkKeyName } from '../../../../src/shared/key-name.ts'
import { exchangePair, madePair } from '../../../support/exchange-pairs.ts'
import { codeOf } from '../message/support/whole-message.ts'

const { publicKey, fingerprint } = exchangePair('bea')
const other = exchangePair('other')
const card = { name: 'Bea Ünal', publicKey, fingerprint }
const text = cardText(card)
const parts = text.split(':')
const withPart = (at: number, part: string) =>
  parts.map((each, place) => (place === at ? part : each)).join(':')
const names = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((raw) => checkKeyName(raw))
  .filter(({ fault, name }) => fault === null && name.length <= 64)

describe("a colleague's card", () => {
  it('comes back as it was, whatever name it has', () => {
    fc.assert(
      fc.property(names, ({ name }) => {
        expect(parseCard(cardText({ ...card, name }))).toEqual({ ...card, name })
      }),
    )
  })

  it('may have white space around it', () => {
    expect(parseCard(`\n ${text} \r\n`)).toEqual(card)
  })

  it('fits into a QR code and into the port', () => {
    const longest = cardText({ ...card, name: '\u{1F9D1}'.repeat(32) })
    expect(longest.length).toBeLessThan(900)
  })

  it('of any other text is CARD_INVALID', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string().map((rest) => `KEYHOLD-CARD-1:${rest}`),
    )
    fc.assert(
      fc.property(texts, (raw) => {
        expect(codeOf(() => parseCard(raw))).toBe('CARD_INVALID')
      }),
    )
  })

  it('with any one character changed, left out or added is CARD_INVALID, or says another name with the same key', () => {
    const change = fc.record({
      at: fc.nat(text.length - 1),
      char: fc.constantFrom(...'ABCabc019_-:= '),
      how: fc.constantFrom('replace', 'insert', 'remove'),
    })
    fc.assert(
      fc.property(change, ({ at, char, how }) => {
        const rest = text.slice(how === 'insert' ? at : at + 1)
        const changed = text.slice(0, at) + (how === 'remove' ? '' : char) + rest
        if (changed.trim() === text) return
        try {
          expect(parseCard(changed)).toMatchObject({ publicKey, fingerprint })
          expect(parseCard(changed).name).not.toBe(card.name)
        } catch (error) {
          expect(error).toMatchObject({ code: 'CARD_INVALID' })
        }
      }),
      { numRuns: 500 },
    )
  })

  it('with a fingerprint that does not fit its key is CARD_INVALID', () => {
    expect(codeOf(() => parseCard(withPart(1, other.fingerprint)))).toBe('CARD_INVALID')
    expect(codeOf(() => parseCard(withPart(3, Buffer.from(other.publicKey).toString('base64url'))))).toBe(
      'CARD_INVALID',
    )
  })

  it('with another kind of key is CARD_INVALID, though the fingerprint fits', () => {
    for (const weak of [madePair(2048), madePair(3072, 3)])
      expect(codeOf(() => parseCard(cardText({ ...card, ...weak })))).toBe('CARD_INVALID')
  })

  it('with a name that is not shown as it is, or in another form, is CARD_INVALID', () => {
    for (const name of ['', ' Bea', 'Be\u0061\u0301', 'a\u202Eb', 'x'.repeat(65)])
      expect(codeOf(() => parseCard(cardText({ ...card, name })))).toBe('CARD_INVALID')
    expect(codeOf(() => parseCard(withPart(2, '_w')))).toBe('CARD_INVALID')
  })

  it('of a later version is CARD_INVALID', () => {
    expect(codeOf(() => parseCard(text.replace('CARD-1', 'CARD-2')))).toBe('CARD_INVALID')
  })
})

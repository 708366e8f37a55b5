import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parametersFile, tokenIn } from '../../../../../src/main/key-admin/local/import-tokens.ts'

const bytes = fc.uint8Array({ minLength: 1, maxLength: 400 })

it('the file of a public key gives its token back, also with the line breaks of other systems', () => {
  fc.assert(
    fc.property(bytes, bytes, (publicKey, token) => {
      const file = parametersFile(publicKey, token)
      expect(tokenIn(file)).toEqual(token)
      const text = new TextDecoder().decode(file).replaceAll('\n', '\r\n')
      expect(tokenIn(new TextEncoder().encode(text))).toEqual(token)
    }),
  )
})

it('any other file holds no token, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (file) => {
      expect(tokenIn(file)).toBeNull()
    }),
  )
})

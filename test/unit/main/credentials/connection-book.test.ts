import { expect, it } from 'vitest'
import { ConnectionBook } from '../../../../src/main/credentials/connection-book.ts'
import { OpenConnection } from '../../../../src/main/credentials/open-connection.ts'
import { surroundings } from './support/surroundings.ts'

it('has no open connections for whoever asks while a document fails to be read: what goes on behind must not throw', async () => {
  const failing = Promise.withResolvers<undefined>()
  const book = new ConnectionBook({
    storage: { read: () => failing.promise, write: async () => undefined },
    open: (stored) => new OpenConnection(stored, surroundings()),
    onChange: () => undefined,
  })
  const listed = expect(book.all()).rejects.toThrow('no rights')
  const opened = book.opened()
  failing.reject(new Error('no rights'))
  expect(await opened).toEqual([])
  await listed
})

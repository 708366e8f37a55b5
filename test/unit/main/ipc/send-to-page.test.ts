import { expect, it } from 'vitest'
import { sendToPage } from '../../../../src/main/ipc/send-to-page.ts'

const disposed = () => {
  throw new Error('Render frame was disposed before WebFrameMain could be accessed')
}

it('a page that is going away is told nothing, and that ends nothing: events come from timers, where an error ends the app', () => {
  expect(() => sendToPage({ isDestroyed: () => false, send: disposed }, { type: 'keys' })).not.toThrow()
})

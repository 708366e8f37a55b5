// Playwright ships the DevTools protocol's types but does not export them by name.
export type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts'

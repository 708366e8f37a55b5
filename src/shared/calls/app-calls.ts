import { z } from 'zod'
import { settings } from '../model/settings.ts'
import { nothing } from './parts.ts'

export const appInfo = z.strictObject({
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  /** What runs the app where that is not Electron itself; shown as a banner. */
  host: z.string().nullable(),
})
export type AppInfo = z.infer<typeof appInfo>

/** Calls about the app itself and what the person chose. */
export const appCalls = {
  'app.info': { in: nothing, out: appInfo },
  'app.copyText': { in: z.strictObject({ text: z.string().max(16_384) }), out: nothing },
  'settings.get': { in: nothing, out: settings },
  'settings.set': { in: settings.partial(), out: settings },
} as const

import { z } from 'zod'

export const smallestWindow = { width: 960, height: 640 } as const

/** A window's remembered size in device-independent pixels. */
export const windowSize = z.strictObject({
  width: z.number().int().min(smallestWindow.width).max(16_384),
  height: z.number().int().min(smallestWindow.height).max(16_384),
  maximized: z.boolean(),
})
export type WindowSize = z.infer<typeof windowSize>

export const defaultWindowSize: WindowSize = { width: 1120, height: 760, maximized: false }

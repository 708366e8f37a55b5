/**
 * Electron's own types. Not imported by the name `electron`: where the app is checked against the host's surface, that
 * name stands for the surface (tsconfig.host.json).
 */
import type * as Common from 'electron/common'
import type * as Main from 'electron/main'
import type * as Renderer from 'electron/renderer'

export type { Common, Main, Renderer }

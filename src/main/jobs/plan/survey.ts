import type { MessageLimits } from '../../message/message-limits.ts'
import { stopIfCancelled } from '../engine/cancelled.ts'
import type { Files } from '../files/files.ts'
import { checkPath } from './check-path.ts'
import { mapConcurrently } from './map-concurrently.ts'
import { protectedFolders } from './protected-folders.ts'
import type { IsProtected } from './protected-folders.ts'
import { sniff, unusable } from './sniff.ts'
import type { Sniffed } from './sniff.ts'
import type { Survey, SurveyedItem } from './surveyed-item.ts'
import { walk } from './walk.ts'
import type { Found } from './walk.ts'

export interface SurveyOptions {
  readonly files: Files
  /** Folders of the app's own: nothing in them is ever worked on. */
  readonly protectedFolders: readonly string[]
  readonly limits: MessageLimits
  /** Most finds in one plan. */
  readonly maxFiles: number
}

const sniffsAtOnce = 8

/**
 * Looks at everything under the dropped paths: finds every file, reads its first bytes, changes nothing. Throws
 * CANCELLED once the signal fired.
 */
export async function survey(
  paths: readonly string[],
  options: SurveyOptions,
  signal: AbortSignal,
): Promise<Survey> {
  const isProtected = await protectedFolders(options.files, options.protectedFolders)
  const finds = new Map<string, Found>()
  for (const given of new Set(paths)) {
    for await (const found of findsUnder(given, options.files, isProtected)) {
      stopIfCancelled(signal)
      // The same file may have been dropped twice, or with the folder it is in.
      if (!finds.has(found.realPath)) finds.set(found.realPath, found)
      if (finds.size > options.maxFiles) return { items: [], tooMany: options.maxFiles }
    }
  }
  const items = await mapConcurrently([...finds.values()], sniffsAtOnce, async (found) => {
    stopIfCancelled(signal)
    return { found, sniffed: await sniffFound(found, options) }
  })
  return { items: items.map(({ found, sniffed }, index) => itemOf(found, sniffed, index)), tooMany: null }
}

async function* findsUnder(
  given: string,
  files: Files,
  isProtected: IsProtected,
): AsyncGenerator<Found, void> {
  try {
    yield* walk(files, await checkPath(files, given, isProtected), isProtected)
  } catch (error) {
    yield { path: given, realPath: given, inside: '', tree: '', error }
  }
}

async function sniffFound(found: Found, options: SurveyOptions): Promise<Sniffed> {
  if ('error' in found) return unusable(found.path, found.error)
  return sniff(options.files, found.path, options.limits)
}

function itemOf(found: Found, sniffed: Sniffed, index: number): SurveyedItem {
  const { path, realPath, inside, tree } = found
  return { id: `item-${index + 1}`, path, realPath, inside, tree, ...sniffed }
}

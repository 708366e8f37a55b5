import { stopIfCancelled } from '../engine/cancelled.ts'
import type { Files } from '../files/files.ts'
import { messageLimitsOf, requiredContextOf } from '../preferences.ts'
import type { JobPreferences } from '../preferences.ts'
import { checkPath } from './check-path.ts'
import { mapConcurrently } from './map-concurrently.ts'
import { protectedFolders } from './protected-folders.ts'
import type { IsProtected } from './protected-folders.ts'
import { sniff, unusable } from './sniff.ts'
import type { Sniffed } from './sniff.ts'
import type { SurveyReading } from './survey-reading.ts'
import type { Place, Survey, SurveyedFile } from './surveyed-item.ts'
import { walk } from './walk.ts'
import type { Found } from './walk.ts'

export interface SurveyOptions {
  readonly files: Files
  /** Folders of the app's own: nothing in them is ever worked on. */
  readonly protectedFolders: readonly string[]
  /** Asked for at the start of each survey. */
  readonly preferences: () => JobPreferences
  /** Most finds in one plan. */
  readonly maxFiles: number
}

const sniffsAtOnce = 8

interface FoundFile {
  readonly found: Found
  readonly folders: Set<number>
  alone: boolean
}

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
  const finds = new Map<string, FoundFile>()
  const folders = new Map<string, Place>()
  for (const given of new Set(paths)) {
    const dropped = await droppedAt(given, options.files, isProtected)
    const folder = 'folder' in dropped ? dropped.folder : null
    if (folder !== null) {
      if (folders.has(folder.realPath)) continue
      folders.set(folder.realPath, folder)
    }
    for await (const found of dropped.finds) {
      stopIfCancelled(signal)
      // The same file may have been dropped twice, or with the folder it is in.
      const known = finds.get(found.realPath) ?? { found, folders: new Set(), alone: false }
      finds.set(found.realPath, known)
      if (folder === null) known.alone = true
      else known.folders.add(folders.size - 1)
      if (finds.size > options.maxFiles) return { items: [], folders: [], tooMany: options.maxFiles }
    }
  }
  const items = await sniffAll([...finds.values()], options, signal)
  return { items, folders: [...folders.values()], tooMany: null }
}

type Dropped =
  | { readonly finds: Iterable<Found> | AsyncIterable<Found> }
  | { readonly finds: AsyncIterable<Found>; readonly folder: Place }

async function droppedAt(given: string, files: Files, isProtected: IsProtected): Promise<Dropped> {
  try {
    const root = await checkPath(files, given, isProtected)
    const finds = walk(files, root, isProtected)
    if (root.facts.kind !== 'folder') return { finds }
    return { finds, folder: { path: root.path, realPath: root.realPath, inside: '', tree: '' } }
  } catch (error) {
    return { finds: [{ path: given, realPath: given, inside: '', tree: '', error }] }
  }
}

function sniffAll(
  finds: readonly FoundFile[],
  options: SurveyOptions,
  signal: AbortSignal,
): Promise<SurveyedFile[]> {
  const preferences = options.preferences()
  const reading = {
    limits: messageLimitsOf(preferences, true),
    requiredContext: requiredContextOf(preferences),
  }
  const numbered = finds.map((file, index) => ({ ...file, id: `item-${index + 1}` }))
  return mapConcurrently(numbered, sniffsAtOnce, async ({ found, folders, alone, id }) => {
    stopIfCancelled(signal)
    const sniffed = await sniffFound(found, options.files, reading)
    const { path, realPath, inside, tree } = found
    return { id, path, realPath, inside, tree, ...sniffed, members: null, alone, folders: [...folders] }
  })
}

async function sniffFound(found: Found, files: Files, reading: SurveyReading): Promise<Sniffed> {
  if ('error' in found) return unusable(found.path, found.error)
  return sniff(files, found.path, reading)
}

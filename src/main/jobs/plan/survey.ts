import { problemOf } from '../../../shared/problem-of.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import { stopIfCancelled } from '../engine/cancelled.ts'
import type { Files } from '../files/files.ts'
import { lookingLimitsOf, requiredContextOf } from '../preferences.ts'
import type { JobPreferences } from '../preferences.ts'
import { surveyFolder } from '../tar/survey-folder.ts'
import { checkPath } from './check-path.ts'
import type { ItemIds } from './item-ids.ts'
import { mapConcurrently } from './map-concurrently.ts'
import { protectedFolders, realFolders } from './protected-folders.ts'
import type { IsProtected } from './protected-folders.ts'
import { sniff, unusable } from './sniff.ts'
import type { Sniffed } from './sniff.ts'
import type { SurveyReading } from './survey-reading.ts'
import type { FolderSum, Place, Survey, SurveyedFile, SurveyedFolder } from './surveyed-item.ts'
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

/** One survey of dropped paths. */
export interface SurveyRequest {
  readonly paths: readonly string[]
  readonly mode: Survey['mode']
  /** The same in every survey of a plan. */
  readonly idOf: ItemIds
  readonly signal: AbortSignal
}

interface FoundFile {
  readonly found: Found
  readonly folders: Set<number>
  alone: boolean
}

/**
 * Looks at everything under the dropped paths: finds every file, reads its first bytes, changes nothing. In mode
 * `folders` those in folders are only added up: as many as there are. Throws CANCELLED once the signal fired.
 */
export async function survey(request: SurveyRequest, options: SurveyOptions): Promise<Survey> {
  const { paths, mode, idOf, signal } = request
  const isProtected = await protectedFolders(options.files, options.protectedFolders)
  const finds = new Map<string, FoundFile>()
  const folders = new Map<string, SurveyedFolder>()
  for (const given of new Set(paths)) {
    stopIfCancelled(signal)
    const dropped = await droppedAt(given, options.files, isProtected)
    const folder = 'folder' in dropped ? dropped.folder : null
    if (folder !== null) {
      if (folders.has(folder.realPath)) continue
      const sum = mode === 'folders' ? await addUp(folder, options, signal) : null
      folders.set(folder.realPath, { ...folder, id: idOf(folder.realPath), sum })
      if (sum !== null) continue
    }
    for await (const found of dropped.finds) {
      stopIfCancelled(signal)
      // The same file may have been dropped twice, or with the folder it is in.
      const known = finds.get(found.realPath) ?? { found, folders: new Set(), alone: false }
      finds.set(found.realPath, known)
      if (folder === null) known.alone = true
      else known.folders.add(folders.size - 1)
      if (finds.size > options.maxFiles) return { items: [], folders: [], mode, tooMany: options.maxFiles }
    }
  }
  const items = await sniffAll([...finds.values()], request, options)
  return { items, folders: [...folders.values()], mode, tooMany: null }
}

async function addUp(
  folder: Place,
  { files, protectedFolders: own }: SurveyOptions,
  signal: AbortSignal,
): Promise<FolderSum> {
  try {
    const walking = { protectedFolders: await realFolders(files, own), signal }
    const { files: members, contentBytes: size } = await surveyFolder(files, folder.path, walking)
    return { members, size, problem: null }
  } catch (error) {
    stopIfCancelled(signal)
    return { members: 0, size: 0, problem: problemOf(error) }
  }
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
  { idOf, signal }: SurveyRequest,
  options: SurveyOptions,
): Promise<SurveyedFile[]> {
  const preferences = options.preferences()
  const reading = {
    limits: lookingLimitsOf(preferences),
    requiredContext: requiredContextOf(preferences),
  }
  return mapConcurrently(finds, sniffsAtOnce, async ({ found, folders, alone }) => {
    stopIfCancelled(signal)
    const sniffed = await sniffFound(found, options.files, reading)
    const { path, realPath, inside, tree } = found
    const place = { id: idOf(realPath, askedAbout(sniffed)), path, realPath, inside, tree }
    return { ...place, ...sniffed, members: null, alone, folders: [...folders] }
  })
}

/** A person is asked about a message that does not commit to its key, and about no other one under its name. */
function askedAbout({ message }: Sniffed): string | undefined {
  return message === null || suiteOf(message.suite).commits ? undefined : message.headerHash
}

async function sniffFound(found: Found, files: Files, reading: SurveyReading): Promise<Sniffed> {
  if ('error' in found) return unusable(found.path, found.error)
  return sniff(files, found.path, reading)
}

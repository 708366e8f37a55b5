import path from 'node:path'
import type { PlanItem } from '../../../shared/model/plan.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { isInside } from '../files/is-inside.ts'
import { resultNameOf } from '../names/result-names.ts'
import type { Choices } from './choices.ts'
import { readsMessage } from './direction.ts'
import type { Direction } from './direction.ts'
import { folderLabel } from './folder-label.ts'
import type { PlannedFile } from './planned-file.ts'
import type { Opening } from './predict-opening.ts'
import type { ResultFolder, ResultFolders } from './result-folders.ts'
import type { NameRequest, ResultNames } from './result-names.ts'
import type { SurveyedItem } from './surveyed-item.ts'

export interface PlaceRequest {
  readonly item: SurveyedItem
  readonly direction: Direction
  readonly opening: Opening | undefined
  readonly choices: Choices
  readonly folders: ResultFolders
  readonly names: ResultNames
  readonly homeFolder: string
}

export interface PlacedItem extends PlannedFile {
  readonly needsKms: boolean
  /** Of the result's disk, where it could be looked at and something is written. */
  readonly device: bigint | null
}

/** Decides for one file where its result goes and under which name, and what stands in the way. */
export async function placeItem(request: PlaceRequest): Promise<PlacedItem> {
  const { item, direction, opening, homeFolder } = request
  const reads = readsMessage(direction.action)
  const contentProblem = direction.problem ?? (reads ? (opening?.problem ?? null) : null)
  const place = await placeOf(request, contentProblem)
  // Nobody is asked to agree to what cannot be opened anyway.
  const asks = direction.question !== 'doesNotCommit' || place.problem === null
  const sourceFolder = path.dirname(item.path)
  const shown: PlanItem = {
    id: item.id,
    name: path.basename(item.path),
    folder: folderLabel(sourceFolder, homeFolder),
    inside: item.inside,
    action: direction.action,
    form: direction.form,
    size: item.size,
    members: item.members,
    resultName: place.name,
    resultFolder: place.name === null ? null : folderLabel(place.folder.path, homeFolder),
    renamed: place.name !== place.wanted,
    doors: reads ? (opening?.doors ?? []).map((door) => door.label) : [],
    problem: place.problem,
    question: asks ? direction.question : null,
  }
  const { agreed } = direction
  const { replaces, folder } = place
  const name = place.name ?? shown.name
  const target = { folder: folder.path, existingFolder: folder.existing, name }
  const opensBlob = reads && direction.form !== 'message'
  const needsKms = opensBlob || (reads && opening?.needsKms === true)
  const opensThrough = reads ? (opening?.opensThrough ?? null) : null
  const planned = { item, shown, source: item.path, target, agreed, replaces, opensThrough }
  return { ...planned, needsKms, device: folder.device }
}

interface Placement {
  readonly folder: ResultFolder
  readonly wanted: string | null
  /** Null where nothing is written. */
  readonly name: string | null
  readonly replaces: boolean
  readonly problem: Problem | null
}

async function placeOf(request: PlaceRequest, contentProblem: Problem | null): Promise<Placement> {
  const { item, direction, choices, folders } = request
  const { action } = direction
  const sourceFolder = path.dirname(item.path)
  if (action === 'verify') {
    const folder = unwritten(sourceFolder)
    return { folder, wanted: null, name: null, replaces: false, problem: contentProblem }
  }
  const isBeside = choices.outputFolder === null
  const folder = isBeside
    ? await folders.at(sourceFolder, '')
    : await folders.at(choices.outputFolder, item.tree)
  const problem = contentProblem ?? folder.problem ?? insideItself(item, folder)
  const wanted = resultNameOf(path.basename(item.path), action)
  const moves = action === 'move' && isBeside
  if (moves && choices.options.original === 'trash') {
    return { folder, wanted, name: wanted, replaces: true, problem }
  }
  // The old message keeps its name, so the new one beside it has a number, also where names are else refused.
  const ifExists = moves ? 'number' : choices.options.ifExists
  const named = await nameResult(request, { problem, folder: folder.path, wanted, ifExists })
  return { folder, wanted, replaces: false, ...named }
}

/** Nothing is written, so the folder is not looked at: it need not be one to write in. */
function unwritten(folder: string): ResultFolder {
  return { path: folder, existing: folder, realPath: folder, device: null, problem: null }
}

/** A folder cannot become a file that lies in it. */
function insideItself(item: SurveyedItem, folder: ResultFolder): Problem | null {
  if (item.members === null || !isInside(item.realPath, folder.realPath)) return null
  return problemOf(
    new VaultError(
      'RESULT_INSIDE_FOLDER',
      'the result would lie in the very folder that it is made of; choose another folder for results',
    ),
  )
}

interface Wanted extends Omit<NameRequest, 'isFolder'> {
  readonly problem: Problem | null
}

/** A file with a problem claims no name: it is not started. */
async function nameResult(
  { names, direction }: PlaceRequest,
  { problem, ...request }: Wanted,
): Promise<{ name: string; problem: Problem | null }> {
  if (problem !== null) return { name: request.wanted, problem }
  try {
    const name = await names.claim({ ...request, isFolder: direction.action === 'unpack' })
    return { name, problem: null }
  } catch (error) {
    return { name: request.wanted, problem: problemOf(error) }
  }
}

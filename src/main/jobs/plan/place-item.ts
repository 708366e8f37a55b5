import path from 'node:path'
import type { PlanDecision, PlanItem } from '../../../shared/model/plan.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { resultNameOf } from '../names/result-names.ts'
import type { Choices } from './choices.ts'
import { folderLabel } from './folder-label.ts'
import type { PlannedFile } from './planned-file.ts'
import type { Opening } from './predict-opening.ts'
import type { ResultFolder, ResultFolders } from './result-folders.ts'
import type { ResultNames } from './result-names.ts'
import type { SurveyedItem } from './surveyed-item.ts'

export interface PlaceRequest {
  readonly item: SurveyedItem
  readonly choice: PlanDecision['choice'] | undefined
  readonly opening: Opening | undefined
  readonly choices: Choices
  readonly folders: ResultFolders
  readonly names: ResultNames
  readonly homeFolder: string
}

export interface PlacedItem extends PlannedFile {
  readonly needsKms: boolean
  /** Of the result's disk, where it could be looked at. */
  readonly device: bigint | null
}

/** Decides for one file which way it goes, where its result goes and under which name, and what stands in the way. */
export async function placeItem(request: PlaceRequest): Promise<PlacedItem> {
  const { item, choice, opening, homeFolder } = request
  const action = choice === 'encrypt' || choice === 'open' ? choice : item.suggestion
  const question = choice === undefined ? item.question : null
  const sourceFolder = path.dirname(item.path)
  const name = path.basename(item.path)
  const wanted = resultNameOf(name, action === 'open' ? 'open' : 'encrypt')
  const opens = action === 'open'
  const contentProblem = item.problem ?? (opens ? (item.openProblem ?? opening?.problem ?? null) : null)
  const folder = await resultFolder(request, sourceFolder)
  const named = await nameResult(request, {
    problem: contentProblem ?? folder.problem,
    folder: folder.path,
    wanted,
  })
  const shown: PlanItem = {
    id: item.id,
    name,
    folder: folderLabel(sourceFolder, homeFolder),
    inside: item.inside,
    action,
    size: item.size,
    members: null,
    resultName: named.name,
    resultFolder: folderLabel(folder.path, homeFolder),
    renamed: named.name !== wanted,
    doors: opens ? (opening?.doors ?? []).map((door) => door.label) : [],
    problem: named.problem,
    question,
  }
  const target = { folder: folder.path, existingFolder: folder.existing, name: named.name }
  const needsKms = opens && opening !== undefined && opening.needsKms
  return { item, shown, source: item.path, target, needsKms, device: folder.device }
}

function resultFolder({ choices, folders, item }: PlaceRequest, sourceFolder: string): Promise<ResultFolder> {
  return choices.outputFolder === null
    ? folders.at(sourceFolder, '')
    : folders.at(choices.outputFolder, item.tree)
}

interface Wanted {
  readonly problem: Problem | null
  readonly folder: string
  readonly wanted: string
}

/** A file with a problem claims no name: it is not started. */
async function nameResult(
  { names, choices }: PlaceRequest,
  { problem, folder, wanted }: Wanted,
): Promise<{ name: string; problem: Problem | null }> {
  if (problem !== null) return { name: wanted, problem }
  try {
    const name = await names.claim({ folder, wanted, ifExists: choices.options.ifExists })
    return { name, problem: null }
  } catch (error) {
    return { name: wanted, problem: problemOf(error) }
  }
}

import type { DoorLabel, Plan, PlanItem, PlanOptions } from '../../../shared/model/plan.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import type { KeyServices } from '../../doors/key-services.ts'
import { messageLength } from '../../message/message-size.ts'
import { stopIfCancelled } from '../engine/cancelled.ts'
import type { Files } from '../files/files.ts'
import type { Choices } from './choices.ts'
import { countCalls } from './count-calls.ts'
import { folderLabel } from './folder-label.ts'
import { frameLengthOf } from './frame-length.ts'
import { freeSpaceProblem } from './free-space.ts'
import { placeItem } from './place-item.ts'
import type { PlacedItem } from './place-item.ts'
import { predictOpenings } from './predict-opening.ts'
import { protectedFolders } from './protected-folders.ts'
import { ResultFolders } from './result-folders.ts'
import { ResultNames } from './result-names.ts'
import type { PlannedFile } from './planned-file.ts'
import type { Survey } from './surveyed-item.ts'

export interface DraftServices {
  readonly files: Files
  readonly keyServices: KeyServices
  /** Folders of the app's own: no result goes there. */
  readonly protectedFolders: readonly string[]
  readonly homeFolder: string
  readonly platform: NodeJS.Platform
}

/** A plan as the page sees it, and the files behind it that will be started. */
export interface Draft {
  readonly plan: Plan
  readonly files: readonly PlannedFile[]
}

const mostItemsShown = 5000
/** A generous guess at a header: 200 bytes and 600 for each door. */
const headerGuess = (doors: number): number => 200 + 600 * doors

/** Makes a plan of a survey and a person's choices. Changes nothing on the disk and calls no key. */
export async function draftPlan(
  id: string,
  survey: Survey,
  choices: Choices,
  services: DraftServices,
): Promise<Draft> {
  const { options, decisions, outputFolder } = choices
  const kept = survey.items.filter((item) => decisions.get(item.id) !== 'leaveOut')
  const openings = await predictOpenings(services.keyServices, kept)
  const isProtected = await protectedFolders(services.files, services.protectedFolders)
  const folders = new ResultFolders(services.files, isProtected)
  const names = new ResultNames(services.files, services.platform)
  const placed: PlacedItem[] = []
  for (const item of kept) {
    stopIfCancelled(choices.signal)
    const choice = decisions.get(item.id)
    const opening = openings.get(item.id)
    placed.push(
      await placeItem({ item, choice, opening, choices, folders, names, homeFolder: services.homeFolder }),
    )
  }
  const startable = placed.filter(({ shown }) => shown.problem === null && shown.question === null)
  const { doors, problem } = await labelDoors(options, services.keyServices)
  const plan: Plan = {
    id,
    options,
    encrypt: total(startable, 'encrypt'),
    open: total(startable, 'open'),
    verify: total(startable, 'verify'),
    move: total(startable, 'move'),
    kmsCallsIfReused: null,
    problems: placed.filter(({ shown }) => shown.problem !== null).length,
    ...countCalls(
      startable.map(({ shown, needsKms }) => ({ action: shown.action, needsKms })),
      options,
    ),
    frameLength: frameLengthOf(options),
    doors,
    outputFolder: outputFolder === null ? null : folderLabel(outputFolder, services.homeFolder),
    items: firstOf(placed.map(({ shown }) => shown)),
    moreItems: Math.max(0, placed.length - mostItemsShown),
    problem:
      planProblem(survey, startable, options) ??
      problem ??
      (await noRoom(startable, options, services.files)),
  }
  return { plan, files: startable }
}

const needsPerson = (item: PlanItem): boolean => item.problem !== null || item.question !== null

/** Everything, or what needs a person first where there is too much. */
function firstOf(items: readonly PlanItem[]): PlanItem[] {
  if (items.length <= mostItemsShown) return [...items]
  return [...items.filter(needsPerson), ...items.filter((item) => !needsPerson(item))].slice(
    0,
    mostItemsShown,
  )
}

function total(items: readonly PlacedItem[], action: PlanItem['action']): Plan['encrypt'] {
  const chosen = items.filter(({ shown }) => shown.action === action)
  return { files: chosen.length, bytes: chosen.reduce((sum, { shown }) => sum + shown.size, 0) }
}

async function labelDoors(
  options: PlanOptions,
  keyServices: KeyServices,
): Promise<{ doors: DoorLabel[]; problem: Problem | null }> {
  try {
    return { doors: [...(await keyServices.labelsOf(options.doors))], problem: null }
  } catch (error) {
    return { doors: [], problem: problemOf(error) }
  }
}

function planProblem(survey: Survey, startable: readonly PlacedItem[], options: PlanOptions): Problem | null {
  if (survey.tooMany !== null) {
    const facts = { limit: survey.tooMany }
    return problemOf(
      new VaultError('TOO_MANY_FILES', 'these are too many files for one plan; drop fewer', { facts }),
    )
  }
  const encrypts = startable.some(({ shown }) => shown.action === 'encrypt')
  if (!encrypts || options.doors.length > 0) return null
  return problemOf(new VaultError('NO_DOORS_CHOSEN', 'choose a key to encrypt to'))
}

function noRoom(
  startable: readonly PlacedItem[],
  options: PlanOptions,
  files: Files,
): Promise<Problem | null> {
  const header = headerGuess(options.doors.length)
  const demands = startable.flatMap(({ shown, device, target }) => {
    if (device === null) return []
    const bytes =
      shown.action === 'open' ? shown.size : messageLength(header, shown.size, frameLengthOf(options))
    return [{ device, folder: target.existingFolder, bytes }]
  })
  return freeSpaceProblem(files, demands)
}

import type { FileAction } from '../../../shared/model/file-action.ts'
import type { Plan, PlanItem, PlanOptions } from '../../../shared/model/plan.ts'
import type { KeyServices } from '../../doors/key-services.ts'
import type { WrittenDoor } from '../../doors/written-door.ts'
import { stopIfCancelled } from '../engine/cancelled.ts'
import type { Files } from '../files/files.ts'
import type { JobPreferences } from '../preferences.ts'
import { candidatesOf } from './candidates.ts'
import type { Choices } from './choices.ts'
import { countCalls } from './count-calls.ts'
import type { Countable } from './count-calls.ts'
import { directionOf } from './direction.ts'
import { folderLabel } from './folder-label.ts'
import { frameLengthOf } from './frame-length.ts'
import { demandsByDisk, freeSpaceProblem } from './free-space.ts'
import type { DiskDemand } from './free-space.ts'
import { placeItem } from './place-item.ts'
import type { PlacedItem } from './place-item.ts'
import { problemOfChoices } from './plan-problem.ts'
import { planDoors } from './plan-doors.ts'
import { predictOpenings } from './predict-opening.ts'
import { protectedFolders } from './protected-folders.ts'
import { ResultFolders } from './result-folders.ts'
import { ResultNames } from './result-names.ts'
import { roomNeeded } from './room-needed.ts'
import type { PlannedFile } from './planned-file.ts'
import type { Survey, SurveyedItem } from './surveyed-item.ts'

export interface DraftServices {
  readonly files: Files
  readonly keyServices: KeyServices
  /** Folders of the app's own: no result goes there. */
  readonly protectedFolders: readonly string[]
  /** Asked for by every draft: settings may have changed since the survey. */
  readonly preferences: () => JobPreferences
  readonly homeFolder: string
  readonly platform: NodeJS.Platform
}

/** A plan as the page sees it, and the files behind it that will be started. */
export interface Draft {
  readonly plan: Plan
  readonly files: readonly PlannedFile[]
  /** The doors of what it writes, in the order of the plan's labels. */
  readonly written: readonly WrittenDoor[]
  /** What its results take, disk by disk. */
  readonly room: readonly DiskDemand[]
}

const mostItemsShown = 5000

/** Makes a plan of a survey and a person's choices. Changes nothing on the disk and calls no key. */
export async function draftPlan(
  id: string,
  survey: Survey,
  choices: Choices,
  services: DraftServices,
): Promise<Draft> {
  const { options, outputFolder } = choices
  const preferences = services.preferences()
  const { items, leftOut } = candidatesOf(survey, options)
  const placed = await placeAll(items, choices, { ...services, preferences })
  const startable = placed.filter(({ shown }) => shown.problem === null && shown.question === null)
  const { written, doors, recoveryMissing, problem } = await planDoors(options, services.keyServices)
  const room = demandsByDisk(roomNeeded(startable, options, written.length))
  const plan: Plan = {
    id,
    options,
    encrypt: total(startable, ['encrypt', 'pack']),
    open: total(startable, ['open', 'unpack']),
    verify: total(startable, ['verify']),
    move: total(startable, ['move']),
    plainFiles: leftOut,
    problems: placed.filter(({ shown }) => shown.problem !== null).length,
    ...countCalls(
      startable.map((each) => countable(each, options)),
      options,
      written,
    ),
    frameLength: frameLengthOf(options),
    doors: [...doors],
    recoveryMissing,
    outputFolder: outputFolder === null ? null : folderLabel(outputFolder, services.homeFolder),
    items: firstOf(placed.map(({ shown }) => shown)),
    moreItems: Math.max(0, placed.length - mostItemsShown),
    problem:
      problemOfChoices(survey, startable, { options, preferences, written }) ??
      problem ??
      (await freeSpaceProblem(services.files, room)),
  }
  return { plan, files: startable, written, room }
}

async function placeAll(
  items: readonly SurveyedItem[],
  choices: Choices,
  services: Omit<DraftServices, 'preferences'> & { readonly preferences: JobPreferences },
): Promise<readonly PlacedItem[]> {
  const { files, homeFolder, preferences } = services
  const kept = items.filter((item) => choices.decisions.get(item.id) !== 'leaveOut')
  const openings = await predictOpenings(services.keyServices, kept)
  const isProtected = await protectedFolders(files, services.protectedFolders)
  const folders = new ResultFolders(files, isProtected)
  const names = new ResultNames(files, services.platform)
  const placed: PlacedItem[] = []
  for (const item of kept) {
    stopIfCancelled(choices.signal)
    const choice = choices.decisions.get(item.id)
    const { options } = choices
    const direction = directionOf(item, { options, choice, uncommitted: preferences.uncommitted })
    const opening = openings.get(item.id)
    placed.push(await placeItem({ item, direction, opening, choices, folders, names, homeFolder }))
  }
  return placed
}

/** A stored time is a pair of one file's own; a moved message takes the pairs it has along. */
function countable({ item, shown, needsKms }: PlacedItem, { keepTimes }: PlanOptions): Countable {
  const { action, size } = shown
  const pairsOfItsOwn = action === 'encrypt' && keepTimes
  return {
    action,
    needsKms,
    size,
    contextDigest: pairsOfItsOwn ? null : (item.message?.contextDigest ?? ''),
  }
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

function total(items: readonly PlacedItem[], actions: readonly FileAction[]): Plan['encrypt'] {
  const chosen = items.filter(({ shown }) => actions.includes(shown.action))
  return { files: chosen.length, bytes: chosen.reduce((sum, { shown }) => sum + shown.size, 0) }
}

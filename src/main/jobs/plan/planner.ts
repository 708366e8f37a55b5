import { randomUUID } from 'node:crypto'
import type { Plan, PlanDecision, PlanOptions } from '../../../shared/model/plan.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { surveyModeOf } from './candidates.ts'
import { checkKeys, type AnsweredUses, type CheckedKeys } from './check-keys.ts'
import { checkRoom, roomNeededAgain } from './check-room.ts'
import type { Choices } from './choices.ts'
import { draftPlan } from './draft-plan.ts'
import type { Draft, DraftServices } from './draft-plan.ts'
import { itemIds } from './item-ids.ts'
import { lastWords } from './last-words.ts'
import { OutputFolders } from './output-folders.ts'
import type { PlannedFile } from './planned-file.ts'
import { survey } from './survey.ts'
import type { SurveyOptions } from './survey.ts'
import type { Place, Survey } from './surveyed-item.ts'

export interface PlannerOptions extends DraftServices, SurveyOptions {}

/** What was dropped, to look at it again. */
interface Dropped {
  readonly paths: readonly string[]
  readonly places: FormerPlaces
  /** What AWS KMS said of keys while this was planned. */
  readonly answered: AnsweredUses
}

interface Found {
  readonly survey: Survey
  /** The settings that its headers were held to. */
  readonly heldTo: string
  readonly dropped: Dropped
}

interface KeptPlan extends Draft, Found {}

/** A plan that is handed over, and the folder that its results go to; null = beside the originals. */
export interface StartedPlan extends Omit<Draft, 'room'> {
  readonly outputFolder: string | null
}

/** By path. */
export type FormerPlaces = ReadonlyMap<string, Pick<Place, 'inside' | 'tree'>>

const mostPlansKept = 16

/**
 * Plans, each unchangeable once made and known by its id. A revision is another plan of the same finds. Only the last
 * sixteen are kept; a plan is used up by its start.
 */
export class Planner {
  readonly #options: PlannerOptions
  readonly #readings = new Set<AbortController>()
  readonly #plans = new Map<string, KeptPlan>()
  readonly #outputFolders: OutputFolders
  readonly #idOf = itemIds()

  constructor(options: PlannerOptions) {
    this.#options = options
    this.#outputFolders = new OutputFolders(options)
  }

  /** `OutputFolders.allow`. */
  allowOutputFolder(folder: string): Promise<{ readonly folderId: string; readonly label: string }> {
    return this.#outputFolders.allow(folder)
  }

  /**
   * Paths from the preload or a dialog. What is wrong with one of them is a row of the plan, not an error. Throws
   * CANCELLED after `cancelReading`. `places` tells of paths that were found in a dropped folder once where in it they lay.
   */
  async plan(paths: readonly string[], options: PlanOptions, places?: FormerPlaces): Promise<Plan> {
    const dropped = { paths, places: places ?? new Map(), answered: new Map() }
    return this.#read(async (signal) => {
      const found = await this.#survey(dropped, options, signal)
      return this.#keep(found, options, { decisions: new Map(), signal })
    })
  }

  /** Ends every `plan` that is under way with CANCELLED. */
  cancelReading(): void {
    for (const reading of this.#readings) reading.abort()
  }

  /**
   * Another plan of the same finds; looked for again only where the choices need what was not looked at, or the settings
   * hold headers to something else. `decisions` are all that hold now: one that is not named was taken back. Throws PLAN_NOT_FOUND, and CANCELLED after `cancelReading`.
   */
  async revise(planId: string, options: PlanOptions, decisions: readonly PlanDecision[]): Promise<Plan> {
    const before = this.#find(planId)
    return this.#read(async (signal) => {
      const isCurrent = before.heldTo === this.#heldTo() && serves(before.survey, options)
      const found = isCurrent ? before : await this.#survey(before.dropped, options, signal)
      return this.#keep(found, options, { decisions: lastWords(decisions), signal })
    })
  }

  discard(planId: string): void {
    this.#plans.delete(planId)
  }

  /** Where one item of a plan lies, for looking at it. Throws PLAN_NOT_FOUND. */
  sourceOf(planId: string, itemId: string): string {
    const { items, folders } = this.#find(planId).survey
    const found = [...items, ...folders].find(({ id }) => id === itemId)
    if (found === undefined) throw planGone()
    return found.path
  }

  /** Asks about the keys of a plan. Throws PLAN_NOT_FOUND alone. */
  async checkKeys(planId: string): Promise<CheckedKeys> {
    const { plan, files, dropped } = this.#find(planId)
    return checkKeys({ plan, files }, this.#options.keyServices, dropped.answered)
  }

  /** Looks for room once more: a plan may have waited for hours. Throws PLAN_NOT_FOUND, and DISK_FULL as the plan says it. */
  checkRoom(planId: string): Promise<void> {
    return checkRoom(this.#options.files, this.#find(planId).room)
  }

  /** The same for files of a plan that are tried once more. */
  async checkRoomAgain(planned: readonly PlannedFile[], options: PlanOptions): Promise<void> {
    const { files } = this.#options
    await checkRoom(files, await roomNeededAgain(files, planned, options))
  }

  /** Hands a plan over to be started, once: a second click finds none. Throws PLAN_NOT_FOUND, or the plan's own problem. */
  take(planId: string): StartedPlan {
    const { plan, files, written } = this.#find(planId)
    if (plan.problem !== null) {
      const { code, message, facts } = plan.problem
      throw new VaultError(code, message, { facts })
    }
    this.#plans.delete(planId)
    return { plan, files, written, outputFolder: this.#outputFolders.pathOf(plan.options.output) }
  }

  async #read<T>(reading: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    this.#readings.add(controller)
    try {
      return await reading(controller.signal)
    } finally {
      this.#readings.delete(controller)
    }
  }

  async #survey(dropped: Dropped, options: PlanOptions, signal: AbortSignal): Promise<Found> {
    const heldTo = this.#heldTo()
    const request = { paths: dropped.paths, mode: surveyModeOf(options), idOf: this.#idOf, signal }
    return { survey: withPlaces(await survey(request, this.#options), dropped.places), heldTo, dropped }
  }

  #heldTo(): string {
    const { limits, requiredContext } = this.#options.preferences()
    return JSON.stringify([limits, requiredContext])
  }

  async #keep(
    found: Found,
    options: PlanOptions,
    answers: Pick<Choices, 'decisions' | 'signal'>,
  ): Promise<Plan> {
    const outputFolder = this.#outputFolders.pathOf(options.output)
    const id = randomUUID()
    const choices = { options, outputFolder, ...answers }
    const draft = await draftPlan(id, found.survey, choices, this.#options)
    const { survey: kept, heldTo, dropped } = found
    this.#plans.set(id, { ...draft, survey: kept, heldTo, dropped })
    const [oldest] = this.#plans.keys()
    if (this.#plans.size > mostPlansKept && oldest !== undefined) this.#plans.delete(oldest)
    return draft.plan
  }

  #find(planId: string): KeptPlan {
    const kept = this.#plans.get(planId)
    if (kept === undefined) throw planGone()
    return kept
  }
}

/** Files that were looked at can also be added up; what was only added up has to be looked at for more. */
function serves({ mode, tooMany }: Survey, options: PlanOptions): boolean {
  return mode === surveyModeOf(options) || (mode === 'files' && tooMany === null)
}

function withPlaces(found: Survey, places: FormerPlaces): Survey {
  const items = found.items.map((item) => {
    const { inside, tree } = places.get(item.path) ?? item
    return { ...item, inside, tree }
  })
  return { ...found, items }
}

function planGone(): VaultError {
  return new VaultError('PLAN_NOT_FOUND', 'this plan is gone; drop the files again')
}

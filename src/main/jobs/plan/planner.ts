import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Plan, PlanDecision, PlanOptions } from '../../../shared/model/plan.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { pathNotAllowed } from './check-path.ts'
import { surveyModeOf } from './candidates.ts'
import type { Choices } from './choices.ts'
import { draftPlan } from './draft-plan.ts'
import type { Draft, DraftServices } from './draft-plan.ts'
import { folderLabel } from './folder-label.ts'
import { itemIds } from './item-ids.ts'
import { protectedFolders } from './protected-folders.ts'
import { survey } from './survey.ts'
import type { SurveyOptions } from './survey.ts'
import type { Place, Survey } from './surveyed-item.ts'

export interface PlannerOptions extends DraftServices, SurveyOptions {}

/** What was dropped, to look at it again. */
interface Dropped {
  readonly paths: readonly string[]
  readonly places: FormerPlaces
}

interface KeptPlan extends Draft {
  readonly survey: Survey
  readonly dropped: Dropped
}

/** A plan that is handed over, and the folder that its results go to; null = beside the originals. */
export interface StartedPlan extends Draft {
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
  readonly #outputFolders = new Map<string, string>()
  readonly #idOf = itemIds()

  constructor(options: PlannerOptions) {
    this.#options = options
  }

  /**
   * Takes a folder chosen in a dialog of the main process; the page gets an id for it, not the path. Throws
   * PATH_NOT_ALLOWED for one of the app's own.
   */
  async allowOutputFolder(folder: string): Promise<{ readonly folderId: string; readonly label: string }> {
    const { files } = this.#options
    const resolved = path.resolve(folder)
    const isProtected = await protectedFolders(files, this.#options.protectedFolders)
    // A folder that is not there has no real path yet; the plan looks at it again.
    const real = await files.realPath(resolved).catch(() => resolved)
    if (isProtected(real)) throw pathNotAllowed()
    const folderId = randomUUID()
    this.#outputFolders.set(folderId, resolved)
    return { folderId, label: folderLabel(resolved, this.#options.homeFolder) }
  }

  /**
   * Paths from the preload or a dialog. What is wrong with one of them is a row of the plan, not an error. Throws
   * CANCELLED after `cancelReading`. `places` tells of paths that were found in a dropped folder once where in it they lay.
   */
  async plan(paths: readonly string[], options: PlanOptions, places?: FormerPlaces): Promise<Plan> {
    const dropped = { paths, places: places ?? new Map() }
    return this.#read(async (signal) => {
      const found = await this.#survey(dropped, options, signal)
      return this.#keep({ survey: found, dropped }, options, { decisions: new Map(), signal })
    })
  }

  /** Ends every `plan` that is under way with CANCELLED. */
  cancelReading(): void {
    for (const reading of this.#readings) reading.abort()
  }

  /**
   * Another plan of the same finds; looked for again only where the choices need what was not looked at. `decisions` are
   * all that hold now: one that is not named was taken back. Throws PLAN_NOT_FOUND, and CANCELLED after `cancelReading`.
   */
  async revise(planId: string, options: PlanOptions, decisions: readonly PlanDecision[]): Promise<Plan> {
    const { survey: before, dropped } = this.#find(planId)
    return this.#read(async (signal) => {
      const found = serves(before, options) ? before : await this.#survey(dropped, options, signal)
      return this.#keep({ survey: found, dropped }, options, { decisions: lastWords(decisions), signal })
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

  /** Hands a plan over to be started, once: a second click finds none. Throws PLAN_NOT_FOUND, or the plan's own problem. */
  take(planId: string): StartedPlan {
    const { plan, files } = this.#find(planId)
    if (plan.problem !== null) {
      const { code, message, facts } = plan.problem
      throw new VaultError(code, message, { facts })
    }
    this.#plans.delete(planId)
    return { plan, files, outputFolder: this.#outputFolder(plan.options) }
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

  async #survey({ paths, places }: Dropped, options: PlanOptions, signal: AbortSignal): Promise<Survey> {
    const request = { paths, mode: surveyModeOf(options), idOf: this.#idOf, signal }
    return withPlaces(await survey(request, this.#options), places)
  }

  async #keep(
    found: Pick<KeptPlan, 'survey' | 'dropped'>,
    options: PlanOptions,
    answers: Pick<Choices, 'decisions' | 'signal'>,
  ): Promise<Plan> {
    const outputFolder = this.#outputFolder(options)
    const id = randomUUID()
    const choices = { options, outputFolder, ...answers }
    const draft = await draftPlan(id, found.survey, choices, this.#options)
    this.#plans.set(id, { ...draft, ...found })
    const [oldest] = this.#plans.keys()
    if (this.#plans.size > mostPlansKept && oldest !== undefined) this.#plans.delete(oldest)
    return draft.plan
  }

  #outputFolder({ output }: PlanOptions): string | null {
    if (output === 'beside') return null
    const folder = this.#outputFolders.get(output.folderId)
    if (folder === undefined)
      throw new VaultError('PATH_NOT_ALLOWED', 'choose the folder for the results again')
    return folder
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

/** One choice for each item. Where both questions were answered, the second answer holds both. */
function lastWords(decisions: readonly PlanDecision[]): Choices['decisions'] {
  const choices = new Map<string, PlanDecision['choice']>()
  for (const { itemId, choice } of decisions) {
    if (choice !== 'open' || choices.get(itemId) !== 'agree') choices.set(itemId, choice)
  }
  return choices
}

function planGone(): VaultError {
  return new VaultError('PLAN_NOT_FOUND', 'this plan is gone; drop the files again')
}

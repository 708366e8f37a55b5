import path from 'node:path'
import type { FileAction } from '../../../shared/model/file-action.ts'
import type { FormatChoice, PlanDecision, PlanItem, PlanOptions } from '../../../shared/model/plan.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import type { AlgorithmSuite } from '../../message/algorithm-suite.ts'
import { blobImpossible, blobObstacle } from '../blob/blob-impossible.ts'
import { commitmentRequired } from '../../message/commitment-policy.ts'
import { hasArchiveSuffix } from '../names/result-names.ts'
import type { SurveyedItem } from './surveyed-item.ts'

/** Which way a file goes, and what has to be asked or solved first. */
export interface Direction {
  readonly action: FileAction
  readonly form: FormatChoice
  readonly question: PlanItem['question']
  readonly agreed: boolean
  readonly problem: Problem | null
}

export interface DirectionChoices {
  readonly options: Pick<PlanOptions, 'intent' | 'archives' | 'format'>
  readonly choice: PlanDecision['choice'] | undefined
  readonly uncommitted: Settings['uncommitted']
}

/**
 * Which way a file goes. Where two things have to be asked, its name comes first: whoever does not want it opened need
 * not be asked about its key. `agree` answers both.
 */
export function directionOf(item: SurveyedItem, choices: DirectionChoices): Direction {
  const { choice } = choices
  const action = actionOf(item, choices)
  const asksName = choices.options.intent === 'auto' && choice === undefined
  const form = formOf(item, action, choices)
  const direction = {
    action,
    form,
    question: asksName ? item.question : null,
    agreed: false,
    problem: item.problem,
  } satisfies Direction
  if (item.problem !== null) return direction
  if (form !== 'message') return { ...direction, problem: readsMessage(action) ? null : blobProblem(item) }
  if (action === 'move' && isBlob(item)) return { ...direction, problem: problemOf(blobImpossible('move')) }
  if (!readsMessage(action)) return direction
  if (item.openProblem !== null) return { ...direction, problem: item.openProblem }
  const suite = item.message === null ? null : suiteOf(item.message.suite)
  return suite?.commits === false ? withCommitment(direction, suite, choices) : direction
}

/** It is a blob as far as anyone can tell without AWS KMS: what only begins like one is asked about. */
function isBlob({ blob, question }: SurveyedItem): boolean {
  return blob !== null && question === null
}

/** A blob is opened or verified; what is made is what was chosen. Nobody is asked about one that is to be verified. */
function formOf(item: SurveyedItem, action: FileAction, { options }: DirectionChoices): FormatChoice {
  if (action === 'open' || (action === 'verify' && isBlob(item))) return item.blob ?? 'message'
  return action === 'encrypt' || action === 'pack' ? options.format : 'message'
}

function blobProblem({ size, members }: SurveyedItem): Problem | null {
  const obstacle = members === null ? blobObstacle(size) : 'folder'
  return obstacle === null ? null : problemOf(blobImpossible(obstacle))
}

/** True for an action that reads a message. */
export function readsMessage(action: FileAction): boolean {
  return action !== 'encrypt' && action !== 'pack'
}

/** True for an action that writes a message. */
export function writesMessage(action: FileAction): boolean {
  return action === 'encrypt' || action === 'pack' || action === 'move'
}

function actionOf(item: SurveyedItem, { options, choice }: DirectionChoices): FileAction {
  if (item.members !== null) return 'pack'
  if (options.intent !== 'auto') return options.intent
  const opens = choice === 'agree' || (choice === 'encrypt' ? false : (choice ?? item.suggestion) === 'open')
  if (!opens) return 'encrypt'
  if (item.blob !== null) return 'open'
  const isArchive = options.archives === 'unpack' && hasArchiveSuffix(path.basename(item.path))
  return isArchive ? 'unpack' : 'open'
}

function withCommitment(
  direction: Direction,
  suite: AlgorithmSuite,
  { choice, uncommitted }: DirectionChoices,
): Direction {
  if (uncommitted === 'refuse') return { ...direction, problem: problemOf(commitmentRequired(suite)) }
  if (choice === 'agree') return { ...direction, agreed: true }
  return { ...direction, question: direction.question ?? 'doesNotCommit' }
}

import path from 'node:path'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import type { VaultErrorCode } from '../../../shared/vault-error.ts'
import { hasEncryptedSuffix } from '../names/result-names.ts'
import type { FolderSum, Survey, SurveyedFile, SurveyedFolder, SurveyedItem } from './surveyed-item.ts'

/** What a plan of certain choices works on. */
export interface Candidates {
  readonly items: readonly SurveyedItem[]
  /** Files that the intent has no use for: plain ones where messages are verified or moved. */
  readonly leftOut: number
}

/** Finds that are no files: a folder as one file has no room for them, and no message is among them. */
const noFile: ReadonlySet<VaultErrorCode> = new Set<VaultErrorCode>([
  'FILE_IS_LINK',
  'FILE_KIND_UNSUPPORTED',
  'PATH_NOT_ALLOWED',
])
const isNoFile = ({ problem }: SurveyedFile): boolean => problem !== null && noFile.has(problem.code)

/** Whether a plan of these choices has to know each file of a dropped folder, or only what they add up to. */
export function surveyModeOf({ intent, folders }: PlanOptions): Survey['mode'] {
  return intent === 'auto' && folders === 'oneFile' ? 'folders' : 'files'
}

/** Files, or dropped folders as one file each, or messages alone: what the intent and the choices make of the finds. */
export function candidatesOf(survey: Survey, options: PlanOptions): Candidates {
  if (options.intent !== 'auto') {
    const items = survey.items.filter(isWanted)
    return { items, leftOut: survey.items.length - items.length }
  }
  if (surveyModeOf(options) === 'files') return { items: survey.items, leftOut: 0 }
  const alone = survey.items.filter((item) => item.alone)
  const packed = survey.folders.map((folder, index) => asOneFile(folder, folder.sum ?? sumOf(survey, index)))
  return { items: [...packed, ...alone], leftOut: 0 }
}

/** Whoever drops one plain file is told that it is none; the plain files of a folder are only counted. */
function isWanted(item: SurveyedFile): boolean {
  const isBlob = item.blob !== null && item.question === null
  if (item.alone || isBlob || item.doors !== null || hasEncryptedSuffix(path.basename(item.path))) return true
  return item.problem !== null && !isNoFile(item)
}

function sumOf(survey: Survey, index: number): FolderSum {
  const inside = survey.items.filter((item) => item.folders.includes(index) && !isNoFile(item))
  return {
    members: inside.length,
    size: inside.reduce((sum, { size }) => sum + size, 0),
    // What cannot be read cannot be packed, and a folder is packed whole or not at all.
    problem: inside.find(({ problem }) => problem !== null)?.problem ?? null,
  }
}

function asOneFile(folder: SurveyedFolder, sum: FolderSum): SurveyedItem {
  const { id, path: folderPath, realPath, inside, tree } = folder
  return {
    id,
    path: folderPath,
    realPath,
    inside,
    tree,
    ...sum,
    suggestion: 'encrypt',
    question: null,
    blob: null,
    doors: null,
    message: null,
    openProblem: null,
  }
}

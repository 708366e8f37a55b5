import path from 'node:path'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import type { VaultErrorCode } from '../../../shared/vault-error.ts'
import { hasEncryptedSuffix } from '../names/result-names.ts'
import type { Place, Survey, SurveyedFile, SurveyedItem } from './surveyed-item.ts'

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

/** Files, or dropped folders as one file each, or messages alone: what the intent and the choices make of the finds. */
export function candidatesOf(survey: Survey, { intent, folders }: PlanOptions): Candidates {
  if (intent !== 'auto') {
    const items = survey.items.filter(isWanted)
    return { items, leftOut: survey.items.length - items.length }
  }
  if (folders === 'eachFile') return { items: survey.items, leftOut: 0 }
  const alone = survey.items.filter((item) => item.alone)
  const packed = survey.folders.map((folder, index) => asOneFile(survey, folder, index))
  return { items: [...packed, ...alone], leftOut: 0 }
}

/** Whoever drops one plain file is told that it is none; the plain files of a folder are only counted. */
function isWanted(item: SurveyedFile): boolean {
  if (item.alone || item.doors !== null || hasEncryptedSuffix(path.basename(item.path))) return true
  return item.problem !== null && !isNoFile(item)
}

function asOneFile(survey: Survey, folder: Place, index: number): SurveyedItem {
  const inside = survey.items.filter((item) => item.folders.includes(index) && !isNoFile(item))
  return {
    ...folder,
    id: `folder-${index + 1}`,
    size: inside.reduce((sum, { size }) => sum + size, 0),
    suggestion: 'encrypt',
    question: null,
    doors: null,
    message: null,
    // What cannot be read cannot be packed, and a folder is packed whole or not at all.
    problem: inside.find(({ problem }) => problem !== null)?.problem ?? null,
    openProblem: null,
    members: inside.length,
  }
}

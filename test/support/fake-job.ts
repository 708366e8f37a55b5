import type { JobPhase } from '../../src/shared/model/job.ts'
import type { PlanItem } from '../../src/shared/model/plan.ts'
import { BatchRecord } from '../../src/main/jobs/batches/batch-record.ts'
import { newJob } from '../../src/main/jobs/batches/job.ts'
import type { BatchOptions, Job } from '../../src/main/jobs/batches/job.ts'
import { defaultOptions } from './jobs-room.ts'

/** The choices of a batch that nobody changed. */
export const fakeChoices: BatchOptions = {
  written: defaultOptions.doors.filter((door) => door.service !== 'colleague'),
  options: defaultOptions,
  frameLength: 1,
  doors: [],
  outputFolder: null,
  dataKeys: null,
  keysAhead: null,
}

/** A batch of jobs that no queue knows; nothing of it waits for a sign-in. */
export function fakeBatch(jobs: readonly Job[]): BatchRecord {
  return new BatchRecord({
    id: 'batch',
    startedAt: 'now',
    choices: fakeChoices,
    jobs,
    waitingFor: () => null,
    slowedTo: () => null,
  })
}

/** A job that no queue knows. */
export function fakeJob(index: number, phase: JobPhase, more: { size?: number; verify?: boolean } = {}): Job {
  const { size = 100, verify = true } = more
  const place = { path: `/f/${index}`, realPath: `/f/${index}`, inside: '', tree: '' }
  const found = {
    size,
    suggestion: 'encrypt',
    question: null,
    blob: null,
    doors: null,
    problem: null,
    openProblem: null,
    message: null,
    members: null,
  } as const
  const shown = {
    id: `item-${index}`,
    name: `${index}`,
    folder: '/f',
    inside: '',
    action: 'encrypt' as const,
    form: 'message' as const,
    size,
    members: null,
    resultName: `${index}.encrypted`,
    resultFolder: '/f',
    renamed: false,
    doors: [],
    problem: null,
    question: null,
  } satisfies PlanItem
  const target = { folder: '/f', existingFolder: '/f', name: shown.resultName }
  const item = { id: shown.id, ...place, ...found }
  const planned = {
    item,
    shown,
    source: place.path,
    target,
    agreed: false,
    replaces: false,
    opensThrough: null,
  }
  const batch = { ...fakeChoices, options: { ...defaultOptions, verify } }
  const made = newJob({ id: `job-${index}`, batchId: 'batch', index, planned, batch })
  made.phase = phase
  return made
}

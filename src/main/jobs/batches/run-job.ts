import { openBlobJob, sealBlobJob, verifyBlobJob } from './blob-jobs.ts'
import { openJob, unpackJob, verifyJob } from './reading-jobs.ts'
import type { JobResult, Job } from './job.ts'
import { beginRun } from './job-run.ts'
import type { JobEvents, JobRun, JobServices } from './job-run.ts'
import { encryptJob, moveJob, packJob } from './writing-jobs.ts'

const runs: Readonly<Record<Job['planned']['shown']['action'], (run: JobRun) => Promise<JobResult>>> = {
  encrypt: encryptJob,
  pack: packJob,
  open: openJob,
  unpack: unpackJob,
  verify: verifyJob,
  move: moveJob,
}

function runOf(job: Job, run: JobRun): Promise<JobResult> {
  const { action, form } = job.planned.shown
  if (form === 'message') return runs[action](run)
  if (action === 'encrypt') return sealBlobJob(run, form)
  return action === 'verify' ? verifyBlobJob(run, form) : openBlobJob(run, form)
}

/** Runs one job to its end: keys, file, result, and what becomes of the original. Throws VaultError. */
export function runJob(job: Job, services: JobServices, events: JobEvents): Promise<JobResult> {
  const { shown, target } = job.planned
  const run = async (): Promise<JobResult> => runOf(job, await beginRun(job, services, events))
  return shown.action === 'verify' ? run() : services.folders.during(target, run)
}

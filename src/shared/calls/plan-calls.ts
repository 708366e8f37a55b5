import { z } from 'zod'
import { mostPathsInCall } from '../call-names.ts'
import { coverageSelection } from '../model/coverage.ts'
import { keyCheck, plan, planDecision, planOptions } from '../model/plan.ts'
import { nothing, id } from './parts.ts'

/** Calls about what would be done to files. */
export const planCalls = {
  'plan.fromPaths': {
    in: z.strictObject({
      paths: z.array(z.string().min(1).max(4096)).min(1).max(mostPathsInCall),
      options: planOptions,
    }),
    out: plan,
  },
  /** Null when the person closed the dialog. */
  'plan.fromDialog': {
    in: z.strictObject({ choose: z.enum(['files', 'folder']), options: planOptions }),
    out: plan.nullable(),
  },
  'plan.fromSample': { in: z.strictObject({ options: planOptions }), out: plan },
  /** Of the results (or the sources) of jobs that are over: to verify them, or to move them to another key. */
  'plan.fromJobs': {
    in: z.strictObject({
      jobIds: z.array(id).min(1).max(5000),
      which: z.enum(['result', 'source']),
      options: planOptions,
    }),
    out: plan,
  },
  /** Of the messages that history entries speak of. An entry whose path was forgotten is left out. */
  'plan.fromHistory': {
    in: z.strictObject({ ids: z.array(z.number().int()).min(1).max(5000), options: planOptions }),
    out: plan,
  },
  /** Of known files that depend on a key or a material: to verify them, or to move them. */
  'plan.fromCoverage': {
    in: z.strictObject({ selection: coverageSelection, options: planOptions }),
    out: plan,
  },
  /** The files that an interrupted batch had not done, with the options it had; keys may have changed since. */
  'plan.fromInterrupted': { in: z.strictObject({ id }), out: plan },
  /** Ends the reading of files for every plan that is asked for and not answered; those calls answer with CANCELLED. */
  'plan.cancelReading': { in: nothing, out: nothing },
  'plan.revise': {
    in: z.strictObject({
      planId: id,
      options: planOptions,
      decisions: z.array(planDecision).max(mostPathsInCall),
    }),
    out: plan,
  },
  /**
   * Asks AWS KMS by dry runs, once for each key and use, whether the plan's keys may be used as it will use them. What
   * cannot be asked is `unknown`; it keeps nobody from starting. `total`: uses in all, of which `keys` are the first.
   */
  'plan.checkKeys': {
    in: z.strictObject({ planId: id }),
    out: z.strictObject({ keys: z.array(keyCheck), total: z.number().int() }),
  },
  'plan.chooseOutput': {
    in: nothing,
    out: z.strictObject({ folderId: id, label: z.string() }).nullable(),
  },
  'plan.discard': { in: z.strictObject({ planId: id }), out: nothing },
} as const

import { z } from 'zod'
import { mostPathsInCall, type CallName } from './call-names.ts'
import { longestKeyName } from './key-name.ts'
import { connection, connectionDraft, profile } from './model/connection.ts'
import { historyPage } from './model/history.ts'
import { inspection } from './model/inspection.ts'
import { batch, jobRow, jobsSnapshot } from './model/job.ts'
import { keyRow } from './model/key.ts'
import { plan, planDecision, planOptions } from './model/plan.ts'
import type { Problem } from './model/problem.ts'
import { settings } from './model/settings.ts'
import { vaultStatus } from './model/vault.ts'

const nothing = z.strictObject({})
const id = z.string().min(1).max(64)

export const appInfo = z.strictObject({
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  /** What runs the app where that is not Electron itself; shown as a banner. */
  host: z.string().nullable(),
})
export type AppInfo = z.infer<typeof appInfo>

/**
 * The whole conversation between the page and the main process: one schema in, one schema out per call. The page sends
 * names and choices; paths come from the preload and dialogs only, and no answer holds bytes of files or keys.
 */
export const contract = {
  'app.info': { in: nothing, out: appInfo },
  'app.copyText': { in: z.strictObject({ text: z.string().max(16_384) }), out: nothing },

  'vault.status': { in: nothing, out: vaultStatus },
  /** Makes the keychain secret and the store. Refused unless the state is `notSetUp`. */
  'vault.setUp': { in: nothing, out: vaultStatus },
  'vault.recheck': { in: nothing, out: vaultStatus },
  /** Opens an older copy of the store by the person's word. Refused unless the state is `olderCopy`. */
  'vault.acceptOlderCopy': { in: nothing, out: vaultStatus },

  /** What is known now, both services in one list, at once; reading goes on behind and `keys` events follow. */
  'keys.list': { in: nothing, out: z.strictObject({ keys: z.array(keyRow) }) },
  'keys.refresh': { in: nothing, out: nothing },
  'keys.createLocal': {
    in: z.strictObject({ name: z.string().max(4 * longestKeyName), description: z.string().max(8192) }),
    out: keyRow,
  },

  'connections.list': { in: nothing, out: z.strictObject({ connections: z.array(connection) }) },
  'connections.save': { in: z.strictObject({ id: id.nullable(), draft: connectionDraft }), out: connection },
  'connections.remove': { in: z.strictObject({ id }), out: nothing },
  'connections.profiles': {
    in: nothing,
    out: z.strictObject({ profiles: z.array(profile), environment: z.boolean() }),
  },
  'connections.allowAccount': {
    in: z.strictObject({ id, account: z.string().regex(/^\d{12}$/) }),
    out: nothing,
  },

  'settings.get': { in: nothing, out: settings },
  'settings.set': { in: settings.partial(), out: settings },

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
  'plan.chooseOutput': {
    in: nothing,
    out: z.strictObject({ folderId: id, label: z.string() }).nullable(),
  },
  'plan.discard': { in: z.strictObject({ planId: id }), out: nothing },

  'jobs.start': { in: z.strictObject({ planId: id }), out: z.strictObject({ batchId: id }) },
  'jobs.snapshot': { in: nothing, out: jobsSnapshot },
  /** Cancels one file, or a whole batch. */
  'jobs.cancel': {
    in: z.strictObject({ batchId: id, jobId: id.nullable() }),
    out: nothing,
  },
  'jobs.retry': { in: z.strictObject({ jobId: id }), out: nothing },
  /** Every failed file of a batch, and with it those that were cancelled, goes back into the queue as a new message. */
  'jobs.retryFailed': { in: z.strictObject({ batchId: id }), out: nothing },
  /** Files that run end first; none begins until `jobs.resume`. */
  'jobs.pause': { in: z.strictObject({ batchId: id }), out: nothing },
  'jobs.resume': { in: z.strictObject({ batchId: id }), out: nothing },
  'jobs.forgetInterrupted': { in: z.strictObject({ id }), out: nothing },
  /** Forgets finished rows; touches no file. */
  'jobs.clear': { in: nothing, out: nothing },
  /** Shows the result of a finished job, or the source of a failed one, in the system's file manager. */
  'jobs.reveal': { in: z.strictObject({ jobId: id, which: z.enum(['result', 'source']) }), out: nothing },

  'inspect.fromPath': { in: z.strictObject({ path: z.string().min(1).max(4096) }), out: inspection },
  /** Null when the person closed the dialog. */
  'inspect.fromDialog': { in: nothing, out: inspection.nullable() },
  'inspect.fromPlan': { in: z.strictObject({ planId: id, itemId: id }), out: inspection },
  'inspect.fromJob': {
    in: z.strictObject({ jobId: id, which: z.enum(['result', 'source']) }),
    out: inspection,
  },
  /** Of the message that a history entry speaks of. Throws JOB_NOT_FOUND where its path was forgotten. */
  'inspect.fromHistory': { in: z.strictObject({ id: z.number().int() }), out: inspection },

  /** Newest first. `find` looks in names, folders, doors and key material ids. */
  'history.list': {
    in: z.strictObject({
      before: z.number().int().nullable(),
      find: z.string().max(256),
      limit: z.number().int().min(1).max(200),
    }),
    out: historyPage,
  },
  /** `paths` keeps the rows and forgets every name and folder in them. */
  'history.clear': { in: z.strictObject({ what: z.enum(['all', 'paths']) }), out: nothing },
  'history.reveal': { in: z.strictObject({ id: z.number().int() }), out: nothing },
} as const satisfies Record<CallName, { in: z.ZodType; out: z.ZodType }>

export type Contract = typeof contract
export type CallInput<Name extends CallName> = z.input<Contract[Name]['in']>
export type CallOutput<Name extends CallName> = z.output<Contract[Name]['out']>

/** What a call answers with: a value, or a problem in words' reach. Calls never reject for a failure of the app itself. */
export type CallResult<Name extends CallName> =
  { readonly ok: true; readonly value: CallOutput<Name> } | { readonly ok: false; readonly problem: Problem }

/** The one event stream, at most ten a second for progress (SECURITY.md point 24). */
export const keyholdEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('vault'), status: vaultStatus }),
  z.strictObject({ type: z.literal('keys') }),
  z.strictObject({ type: z.literal('connections') }),
  z.strictObject({ type: z.literal('settings'), settings }),
  /** The catalog changed; at most once a second. */
  z.strictObject({ type: z.literal('history') }),
  /** Batches and rows that changed since the last event. */
  z.strictObject({ type: z.literal('jobs'), batches: z.array(batch), rows: z.array(jobRow) }),
  /** A menu item or an accelerator was used. */
  z.strictObject({
    type: z.literal('command'),
    command: z.enum([
      'chooseFiles',
      'chooseFolder',
      'showFiles',
      'showKeys',
      'showSettings',
      'find',
      'newKey',
    ]),
  }),
])
export type KeyholdEvent = z.infer<typeof keyholdEvent>

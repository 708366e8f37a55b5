import { z } from 'zod'
import type { CallName } from './call-names.ts'
import { appCalls } from './calls/app-calls.ts'
import { activityCalls } from './calls/activity-calls.ts'
import { peopleCalls } from './calls/people-calls.ts'
import { recoveryCalls } from './calls/recovery-calls.ts'
import { vaultCalls } from './calls/vault-calls.ts'
import { keysCalls } from './calls/keys-calls.ts'
import { connectionCalls } from './calls/connection-calls.ts'
import { keyCalls } from './calls/key-calls.ts'
import { manageCalls } from './calls/manage-calls.ts'
import { tryCalls } from './calls/try-calls.ts'
import { rotationCalls } from './calls/rotation-calls.ts'
import { planCalls } from './calls/plan-calls.ts'
import { jobCalls } from './calls/job-calls.ts'
import { fileCalls } from './calls/file-calls.ts'
import { batch, jobRow } from './model/job.ts'
import type { Problem } from './model/problem.ts'
import { settings } from './model/settings.ts'
import { vaultStatus } from './model/vault.ts'

export { appInfo, type AppInfo } from './calls/app-calls.ts'

/**
 * The whole conversation between the page and the main process: one schema in, one schema out per call. The page sends
 * names and choices; paths come from the preload and dialogs only. No answer holds key bytes, and none holds what is in a file, but for the
 * short texts that a person decrypts by hand (`try.*`).
 */
export const contract = {
  ...appCalls,
  ...vaultCalls,
  ...recoveryCalls,
  ...peopleCalls,
  ...activityCalls,
  ...keysCalls,
  ...connectionCalls,
  ...keyCalls,
  ...manageCalls,
  ...tryCalls,
  ...rotationCalls,
  ...planCalls,
  ...jobCalls,
  ...fileCalls,
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
  /** A question for a person came, was answered or is void. */
  z.strictObject({ type: z.literal('questions') }),
  z.strictObject({ type: z.literal('settings'), settings }),
  /** Kits, backups or a session with a kit changed. */
  z.strictObject({ type: z.literal('recovery') }),
  z.strictObject({ type: z.literal('people') }),
  /** Entries were added to the activity log; at most once a second. */
  z.strictObject({ type: z.literal('activity') }),
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
      'showRotation',
      'showActivity',
      'showSettings',
      'lock',
      'find',
      'newKey',
    ]),
  }),
])
export type KeyholdEvent = z.infer<typeof keyholdEvent>

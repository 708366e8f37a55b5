import { z } from 'zod'
import { mostPathsInCall, type CallName } from './call-names.ts'
import { longestKeyName } from './key-name.ts'
import {
  connection,
  connectionDraft,
  connectionTest,
  credentialQuestion,
  profile,
  ssoRole,
} from './model/connection.ts'
import { coverageSelection, coverageSummary, coveredFiles, radarEntry, timeline } from './model/coverage.ts'
import { historyPage } from './model/history.ts'
import { inspection } from './model/inspection.ts'
import { batch, jobRow, jobsSnapshot } from './model/job.ts'
import { awsKeyRef, keyRef, keyRow } from './model/key.ts'
import {
  grantDraft,
  importDraft,
  importResult,
  keyAlias,
  keyFacts,
  keyGrant,
  keyLastUsage,
  keyPermission,
  keyPolicy,
  keyRotationPage,
  newKeyDraft,
  tryContext,
  tryInput,
  tryResult,
} from './model/key-page.ts'
import { keyCheck, plan, planDecision, planOptions } from './model/plan.ts'
import type { Problem } from './model/problem.ts'
import { settings } from './model/settings.ts'
import { vaultStatus } from './model/vault.ts'

const nothing = z.strictObject({})
const id = z.string().min(1).max(64)
const oneKey = z.strictObject({ ref: awsKeyRef })
const alias = z.string().min(1).max(250)
const tryKey = { ref: awsKeyRef, input: tryInput, context: tryContext, saveAs: z.boolean() }
const algorithm = z.string().min(1).max(64)
const base64 = z.string().min(1).max(12_288)

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

  /**
   * The keys of both services that changed since `since` (0 = all), at once and also from the cache; reading goes on
   * behind and `keys` events follow. Pass the answer's `version` as the next `since`.
   */
  'keys.list': {
    in: z.strictObject({ since: z.number().int().min(0) }),
    out: z.strictObject({ version: z.number().int(), keys: z.array(keyRow), gone: z.array(keyRef) }),
  },
  'keys.refresh': { in: nothing, out: nothing },
  /** Reads the key materials of every key that has some, slowly enough for the quota; rows follow by events. */
  'keys.readRotations': { in: nothing, out: nothing },
  /** Ends every reading of keys that is under way; what was read stays. */
  'keys.stopReading': { in: nothing, out: nothing },
  'keys.createLocal': {
    in: z.strictObject({ name: z.string().max(4 * longestKeyName), description: z.string().max(8192) }),
    out: keyRow,
  },

  'connections.list': { in: nothing, out: z.strictObject({ connections: z.array(connection) }) },
  /** `secret`: of an access key typed in by hand; it is sealed in the keystore and never comes back. Null keeps the one there. */
  'connections.save': {
    in: z.strictObject({
      id: id.nullable(),
      draft: connectionDraft,
      secret: z
        .strictObject({
          secretAccessKey: z.string().min(16).max(256),
          sessionToken: z.string().max(16_384).nullable(),
        })
        .nullable(),
    }),
    out: connection,
  },
  'connections.remove': { in: z.strictObject({ id }), out: nothing },
  'connections.profiles': {
    in: nothing,
    out: z.strictObject({ profiles: z.array(profile), environment: z.boolean() }),
  },
  'connections.test': { in: z.strictObject({ id }), out: connectionTest },
  /** Begins to sign in: in the system's browser, or by a code that is typed there. Answers at once; events tell the rest. */
  'connections.signIn': {
    in: z.strictObject({ id, by: z.enum(['browser', 'device']) }),
    out: nothing,
  },
  'connections.cancelSignIn': { in: z.strictObject({ id }), out: nothing },
  'connections.signOut': { in: z.strictObject({ id }), out: nothing },
  /** The accounts and roles of a connection that is signed in. */
  'connections.ssoRoles': {
    in: z.strictObject({ id }),
    out: z.strictObject({ roles: z.array(ssoRole).max(5000) }),
  },
  /** Questions that wait for a person now. */
  'connections.questions': {
    in: nothing,
    out: z.strictObject({ questions: z.array(credentialQuestion) }),
  },
  /** Null: the person would rather not; the call that needed it fails with CANCELLED. */
  'connections.answer': {
    in: z.strictObject({
      questionId: id,
      code: z
        .string()
        .regex(/^\d{6,8}$/)
        .nullable(),
    }),
    out: nothing,
  },
  'connections.allowAccount': {
    in: z.strictObject({ id, account: z.string().regex(/^\d{12}$/) }),
    out: nothing,
  },

  // One key of AWS KMS, tab by tab. Each throws the problem of its own part.
  'key.facts': { in: oneKey, out: keyFacts },
  'key.aliases': { in: oneKey, out: z.strictObject({ aliases: z.array(keyAlias) }) },
  'key.policy': { in: oneKey, out: keyPolicy },
  'key.grants': { in: oneKey, out: z.strictObject({ grants: z.array(keyGrant) }) },
  'key.rotation': { in: oneKey, out: keyRotationPage },
  'key.lastUsage': { in: oneKey, out: keyLastUsage },
  'key.permissions': { in: oneKey, out: z.strictObject({ permissions: z.array(keyPermission) }) },
  /** What a policy that is being written says. Throws INVALID_REQUEST with facts {line} where it is no policy. */
  'key.readPolicy': {
    in: z.strictObject({ ref: awsKeyRef, document: z.string().max(131_072) }),
    out: keyPolicy,
  },
  /** The policy that the wizard would give a key. */
  'key.draftPolicy': { in: newKeyDraft, out: keyPolicy },

  // Changes to keys of AWS KMS. Each answers with the row as it is afterwards.
  'manage.create': { in: newKeyDraft, out: keyRow },
  'manage.enable': { in: oneKey, out: keyRow },
  'manage.disable': { in: oneKey, out: keyRow },
  'manage.scheduleDeletion': {
    in: z.strictObject({ ref: awsKeyRef, days: z.number().int().min(7).max(30), typed: z.string().max(256) }),
    out: keyRow,
  },
  'manage.cancelDeletion': { in: oneKey, out: keyRow },
  'manage.setDescription': {
    in: z.strictObject({ ref: awsKeyRef, description: z.string().max(8192) }),
    out: keyRow,
  },
  'manage.createAlias': { in: z.strictObject({ ref: awsKeyRef, alias }), out: keyRow },
  /** Points an alias of the same account and Region at this key. */
  'manage.retargetAlias': { in: z.strictObject({ ref: awsKeyRef, alias }), out: keyRow },
  'manage.deleteAlias': { in: z.strictObject({ ref: awsKeyRef, alias }), out: keyRow },
  'manage.setTags': {
    in: z.strictObject({
      ref: awsKeyRef,
      set: z.record(z.string().min(1).max(128), z.string().max(256)),
      remove: z.array(z.string().min(1).max(128)).max(50),
    }),
    out: keyRow,
  },
  /** The lockout safety check of KMS is always on. */
  'manage.putPolicy': {
    in: z.strictObject({ ref: awsKeyRef, document: z.string().max(131_072) }),
    out: keyPolicy,
  },
  'manage.createGrant': { in: z.strictObject({ ref: awsKeyRef, draft: grantDraft }), out: keyGrant },
  'manage.retireGrant': {
    in: z.strictObject({ ref: awsKeyRef, grantId: z.string().max(128) }),
    out: nothing,
  },
  'manage.revokeGrant': {
    in: z.strictObject({ ref: awsKeyRef, grantId: z.string().max(128) }),
    out: nothing,
  },
  'manage.replicate': {
    in: z.strictObject({ ref: awsKeyRef, region: z.string().max(32), description: z.string().max(8192) }),
    out: keyRow,
  },
  'manage.changePrimary': {
    in: z.strictObject({ ref: awsKeyRef, region: z.string().max(32) }),
    out: keyRow,
  },
  /** Null turns automatic rotation off. */
  'manage.setAutomaticRotation': {
    in: z.strictObject({ ref: awsKeyRef, periodDays: z.number().int().min(90).max(2560).nullable() }),
    out: keyRow,
  },
  'manage.rotateNow': { in: oneKey, out: keyRow },
  /** Null where the person closed a dialog. */
  'manage.importMaterial': {
    in: z.strictObject({ ref: awsKeyRef, draft: importDraft }),
    out: importResult.nullable(),
  },
  'manage.deleteMaterial': {
    in: z.strictObject({ ref: awsKeyRef, keyMaterialId: z.string().max(64).nullable() }),
    out: keyRow,
  },

  // A key tried by hand. Null where the person closed a dialog. `saveAs` writes the result to a file the person names.
  'try.encrypt': { in: z.strictObject(tryKey), out: tryResult.nullable() },
  'try.decrypt': { in: z.strictObject(tryKey), out: tryResult.nullable() },
  'try.reEncrypt': {
    in: z.strictObject({ ...tryKey, to: awsKeyRef, toContext: tryContext }),
    out: tryResult.nullable(),
  },
  'try.sign': {
    in: z.strictObject({ ref: awsKeyRef, input: tryInput, algorithm }),
    out: tryResult.nullable(),
  },
  'try.verify': {
    in: z.strictObject({ ref: awsKeyRef, input: tryInput, algorithm, signature: base64 }),
    out: tryResult.nullable(),
  },
  'try.mac': {
    in: z.strictObject({ ref: awsKeyRef, input: tryInput, algorithm }),
    out: tryResult.nullable(),
  },
  'try.verifyMac': {
    in: z.strictObject({ ref: awsKeyRef, input: tryInput, algorithm, mac: base64 }),
    out: tryResult.nullable(),
  },
  'try.publicKey': { in: z.strictObject({ ref: awsKeyRef, saveAs: z.boolean() }), out: tryResult.nullable() },

  'rotation.timelines': {
    in: z.strictObject({ refs: z.array(keyRef).max(500) }),
    out: z.strictObject({ timelines: z.array(timeline) }),
  },
  /** Writes the standing of every key as CSV where the person says; null where the dialog was closed. */
  'rotation.export': {
    in: nothing,
    out: z.strictObject({ savedAs: z.string(), keys: z.number().int() }).nullable(),
  },
  'coverage.summary': { in: nothing, out: coverageSummary },
  'coverage.files': {
    in: z.strictObject({
      selection: coverageSelection,
      before: z.number().int().nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    out: coveredFiles,
  },
  'coverage.radar': { in: nothing, out: z.strictObject({ entries: z.array(radarEntry) }) },

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
   * cannot be asked is `unknown`; it keeps nobody from starting.
   */
  'plan.checkKeys': {
    in: z.strictObject({ planId: id }),
    out: z.strictObject({ keys: z.array(keyCheck) }),
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
  /** Lets files that wait for a sign-in try again. Those whose credentials still do not do wait again. */
  'jobs.tryAgain': { in: z.strictObject({ batchId: id }), out: nothing },
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
  /** A question for a person came, was answered or is void. */
  z.strictObject({ type: z.literal('questions') }),
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
      'showRotation',
      'showSettings',
      'find',
      'newKey',
    ]),
  }),
])
export type KeyholdEvent = z.infer<typeof keyholdEvent>

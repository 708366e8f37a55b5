/** The names of all calls from the page to the main process. The preload exposes exactly these, so it needs no schema. */
export const callNames = [
  'app.info',
  'app.copyText',
  'vault.status',
  'vault.setUp',
  'vault.recheck',
  'vault.acceptOlderCopy',
  'keys.list',
  'keys.refresh',
  'keys.createLocal',
  'connections.list',
  'connections.save',
  'connections.remove',
  'connections.profiles',
  'connections.allowAccount',
  'settings.get',
  'settings.set',
  'plan.fromPaths',
  'plan.fromDialog',
  'plan.fromSample',
  'plan.fromJobs',
  'plan.fromHistory',
  'plan.fromInterrupted',
  'plan.cancelReading',
  'plan.revise',
  'plan.chooseOutput',
  'plan.discard',
  'jobs.start',
  'jobs.snapshot',
  'jobs.cancel',
  'jobs.retry',
  'jobs.retryFailed',
  'jobs.pause',
  'jobs.resume',
  'jobs.forgetInterrupted',
  'jobs.clear',
  'jobs.reveal',
  'inspect.fromPath',
  'inspect.fromDialog',
  'inspect.fromPlan',
  'inspect.fromJob',
  'inspect.fromHistory',
  'history.list',
  'history.clear',
  'history.reveal',
] as const
export type CallName = (typeof callNames)[number]

/** The calls that take paths: the preload makes them of dropped files, and gives the page no other way to them. */
export const pathCallNames = ['plan.fromPaths', 'inspect.fromPath'] as const satisfies readonly CallName[]
export type PathCallName = (typeof pathCallNames)[number]

/** Paths in one call: one more than a plan takes, so that too many are told by the plan in words and not by the schema. */
export const mostPathsInCall = 100_001

/** The channel that carries every call, and the one that carries every event. */
export const callChannel = 'keyhold:call'
export const eventChannel = 'keyhold:event'

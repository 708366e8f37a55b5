import type { KeyholdEvent } from '../../../../src/shared/contract.ts'
import type { PageApi, PageCalls } from '../../../../src/shared/page-api.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import type { Plan, PlanDecision, PlanOptions } from '../../../../src/shared/model/plan.ts'
import { problemOf } from '../../../../src/shared/problem-of.ts'
import type { Answers } from './answers.ts'
import { activityAnswers } from './activity.ts'
import { localKeyAnswers } from './local-keys.ts'
import { peopleAnswers } from './people.ts'
import { recoveryAnswers } from './recovery.ts'
import { vaultAnswers } from './vault.ts'
import { connectionAnswers } from './connections.ts'
import { keyDepthAnswers } from './key-depth.ts'
import { keyAnswers } from './keys.ts'
import { manageAnswers } from './manage.ts'
import { rotationAnswers } from './rotation.ts'
import { awsDoor, usualConnection } from './data.ts'
import { historyPage, withoutNames } from './history.ts'
import { optionsOf, planOf } from './plans.ts'
import { none } from './jobs.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import type { World } from './world.ts'

/** An in-memory stand-in for the preload's API, so that every screen can be looked at without the app behind it. */
export function pageDouble(start: Scenario): PageApi {
  let now = start
  const versions: (readonly KeyRow[])[] = []
  const listeners = new Set<(event: KeyholdEvent) => void>()
  const tell = (event: KeyholdEvent) => {
    for (const listener of listeners) listener(event)
  }
  const change = (next: Partial<Scenario>) => {
    now = { ...now, ...next }
  }
  const plan = (options: PlanOptions, decisions: readonly PlanDecision[] = []): Plan => {
    const choice = new Map(decisions.map((each) => [each.itemId, each.choice]))
    const items = now.items
      .filter((item) => choice.get(item.id) !== 'leaveOut')
      .map((item) => (choice.has(item.id) ? { ...item, question: null } : item))
    return planOf(items, options)
  }
  const world: World = { now: () => now, change, tell }
  const answers: Answers = {
    ...keyAnswers(world),
    ...manageAnswers(world),
    ...keyDepthAnswers(world, keyAnswers(world)),
    ...rotationAnswers(world),
    ...connectionAnswers(world),
    ...vaultAnswers(world),
    ...recoveryAnswers(world),
    ...peopleAnswers(world),
    ...activityAnswers(world),
    ...localKeyAnswers(world),
    'keys.readRotations': () => ({}),
    'keys.stopReading': () => {
      change({ connections: now.connections.map((each) => ({ ...each, rotationProgress: null })) })
      return {}
    },
    'plan.fromCoverage': ({ options }) => plan(options),
    'app.info': () => now.info,
    'app.copyText': () => ({}),
    'vault.status': () => now.vault,
    'vault.setUp': () => {
      change({ vault: { ...openVault, keyCount: 0 } })
      return now.vault
    },
    'vault.recheck': () => now.vault,
    'vault.acceptOlderCopy': () => {
      change({ vault: { ...openVault, keyCount: 2 } })
      return now.vault
    },
    'keys.list': ({ since }) => {
      // The one way in which the double differs: it never says that a key is gone.
      const version = versions.push(now.keys)
      const before = new Set(versions[since - 1])
      return { version, keys: now.keys.filter((key) => !before.has(key)), gone: [] }
    },
    'keys.refresh': () => ({}),
    'connections.list': () => ({ connections: [...now.connections] }),
    'connections.save': ({ draft }) => {
      const connection = {
        ...usualConnection,
        ...draft,
        id: 'saved',
        accounts: [],
        status: { state: 'read', readAt: new Date().toISOString(), keyCount: 9, denied: [] },
      } as const
      const saved = { ...connection, accounts: [], status: { ...connection.status, denied: [] } }
      change({
        connections: [...now.connections, saved],
        keys: (scenarios['usual']?.keys ?? [])
          .filter((key) => key.ref.service === 'aws')
          .map((key) =>
            key.ref.service === 'aws' ? { ...key, ref: { ...key.ref, connectionId: 'saved' } } : key,
          ),
      })
      return saved
    },
    'connections.remove': ({ id }) => {
      change({ connections: now.connections.filter((each) => each.id !== id) })
      return {}
    },
    'connections.profiles': () => ({ profiles: [...now.profiles], environment: false }),
    'connections.allowAccount': () => ({}),
    'settings.get': () => now.settings,
    'settings.set': (input) => {
      change({ settings: { ...now.settings, ...(input as Partial<Scenario['settings']>) } })
      return now.settings
    },
    'plan.fromDialog': ({ options }) => plan(options),
    'plan.fromSample': ({ options }) => plan(options),
    'plan.fromJobs': ({ options }) => plan(options),
    'plan.fromHistory': ({ options }) => plan(options),
    'plan.fromInterrupted': () => plan({ ...optionsOf(now.settings), doors: [awsDoor] }),
    'plan.cancelReading': () => {
      for (const cancel of readings.splice(0)) cancel()
      return {}
    },
    'plan.revise': ({ options, decisions }) => plan(options, decisions),
    'plan.checkKeys': () => ({ keys: [...now.keyChecks], total: now.keyChecks.length }),
    'plan.chooseOutput': () => ({ folderId: 'folder-1', label: 'Outbox' }),
    'plan.discard': () => ({}),
    'jobs.start': () => ({ batchId: 'now' }),
    'jobs.snapshot': () => now.jobs,
    'jobs.cancel': () => ({}),
    'jobs.retry': () => ({}),
    'jobs.retryFailed': () => ({}),
    'jobs.pause': () => ({}),
    'jobs.resume': () => ({}),
    'jobs.tryAgain': () => ({}),
    'jobs.forgetInterrupted': () => {
      change({ jobs: { ...now.jobs, interrupted: [] } })
      return {}
    },
    'jobs.clear': () => {
      change({ jobs: none })
      return {}
    },
    'jobs.reveal': () => ({}),
    'inspect.fromDialog': () => now.inspection,
    'inspect.fromPlan': () => now.inspection,
    'inspect.fromJob': () => now.inspection,
    'inspect.fromHistory': () => now.inspection,
    'history.list': ({ find }) => ({
      ...historyPage(now.history, find),
      problem: now.historyProblem,
    }),
    'history.clear': ({ what }) => {
      change({ history: what === 'all' ? [] : now.history.map(withoutNames) })
      return {}
    },
    'history.reveal': () => ({}),
  }
  const call = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      async (input: never) => await Promise.resolve(answered(() => answer(input))),
    ]),
  ) as unknown as PageCalls
  const readings: (() => void)[] = []
  const cancelled = { code: 'CANCELLED', message: 'cancelled', facts: {} } as const
  Object.assign(globalThis, { tellPage: tell, readings })
  return {
    call,
    planDropped: async (_files, options) =>
      lasts()
        ? await new Promise((end) => readings.push(() => end({ ok: false, problem: cancelled })))
        : await Promise.resolve({ ok: true, value: plan(options) }),
    inspectDropped: async () => await Promise.resolve({ ok: true, value: now.inspection }),
    onEvent: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

/** What a call answers with: what an answer throws is its problem. */
function answered(answer: () => unknown): unknown {
  try {
    return { ok: true, value: answer() }
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

/** What a test says to make the reading of dropped files last until it is cancelled. */
const lasts = () => Reflect.get(globalThis, 'readingLasts') === true

const openVault = {
  mode: 'keychain' as const,
  state: 'open',
  keychain: 'GNOME Keyring',
  storeId: '0d1f7c52-6a38-4b9e-9c41-72be5f30a8d6',
  createdAt: new Date().toISOString(),
} as const

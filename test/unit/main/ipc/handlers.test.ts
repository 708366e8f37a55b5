import { describe, expect, it } from 'vitest'
import { fileHandlers } from '../../../../src/main/ipc/handlers/file-handlers.ts'
import { historyHandlers } from '../../../../src/main/ipc/handlers/history-handlers.ts'
import { inspectHandlers } from '../../../../src/main/ipc/handlers/inspect-handlers.ts'
import { keyHandlers } from '../../../../src/main/ipc/handlers/key-handlers.ts'
import { announceChanges } from '../../../../src/main/ipc/announce-changes.ts'
import type { KeyholdEvent } from '../../../../src/shared/contract.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { defaultOptions as options } from '../../../support/jobs-room.ts'

/** Records every call made on it, and gives `answer`. */
function recorder(answer: unknown = undefined) {
  const calls: unknown[][] = []
  const target = new Proxy(
    {},
    {
      get:
        (_target, name) =>
        (...args: unknown[]) => {
          calls.push([name, ...args])
          return answer
        },
    },
  )
  return { calls, target: target as never }
}

/** A history in which these keys have a file each. */
const coverageOf = (keyIds: readonly string[]) => ({
  summary: () =>
    Promise.resolve({
      files: keyIds.length,
      current: 0,
      older: 0,
      otherKey: 0,
      estimated: 0,
      keys: keyIds.map((keyId) => ({
        keyId,
        files: 1,
        current: 1,
        older: 0,
        estimated: 0,
        onlyDoor: 0,
        recoverable: 0,
        materials: [],
      })),
    }),
})

describe('calls about plans and jobs', () => {
  const plan = { id: 'plan' }
  function handlers(chosen: readonly string[]) {
    const { calls, target } = recorder(plan)
    const shown: unknown[] = []
    return {
      calls,
      shown,
      handle: fileHandlers({
        jobs: target,
        history: target,
        coverage: target,
        choose: {
          files: () => Promise.resolve(chosen),
          folder: () => Promise.resolve(chosen.map((path) => `${path}/folder`)),
          outputFolder: () => Promise.resolve(chosen[0]),
        },
        sampleFile: () => Promise.resolve('/documents/sample.txt'),
        reveal: (choice) => shown.push(choice),
      }),
    }
  }

  it('plan what was chosen in a dialog', async () => {
    const { calls, handle } = handlers(['/a', '/b'])
    expect(await handle['plan.fromDialog']({ choose: 'files', options })).toBe(plan)
    expect(await handle['plan.fromDialog']({ choose: 'folder', options })).toBe(plan)
    expect(calls).toStrictEqual([
      ['plan', ['/a', '/b'], options],
      ['plan', ['/a/folder', '/b/folder'], options],
    ])
  })

  it('answer null and plan nothing where the dialog was closed', async () => {
    const { calls, handle } = handlers([])
    expect(await handle['plan.fromDialog']({ choose: 'files', options })).toBeNull()
    expect(await handle['plan.chooseOutput']({})).toBeNull()
    expect(calls).toStrictEqual([])
  })

  it('plan the sample file', async () => {
    const { calls, handle } = handlers([])
    await handle['plan.fromSample']({ options })
    expect(calls).toStrictEqual([['plan', ['/documents/sample.txt'], options]])
  })

  it('pass on what a person does to a job', async () => {
    const { calls, shown, handle } = handlers([])
    void handle['jobs.cancel']({ batchId: 'b', jobId: null })
    await handle['jobs.retry']({ jobId: 'j' })
    void handle['jobs.clear']({})
    void handle['plan.discard']({ planId: 'p' })
    void handle['plan.cancelReading']({})
    void handle['jobs.reveal']({ jobId: 'j', which: 'result' })
    expect(calls).toStrictEqual([
      ['cancel', 'b', null],
      ['checkRoomAgain', { jobId: 'j' }],
      ['retry', 'j'],
      ['clear'],
      ['discardPlan', 'p'],
      ['cancelReading'],
    ])
    expect(shown).toStrictEqual([{ jobId: 'j', which: 'result' }])
  })
})

const noRoom = (): Promise<void> => Promise.reject(new VaultError('DISK_FULL', 'no room'))

const handlersOver = (jobs: ReturnType<typeof recorder>, told = recorder()) =>
  fileHandlers({
    jobs: jobs.target,
    history: told.target,
    coverage: told.target,
    choose: recorder().target,
    sampleFile: () => Promise.resolve(''),
    reveal: () => undefined,
  })

describe('calls that plan what was done before', () => {
  it('take the paths of jobs from the jobs, never from the page', async () => {
    const planned: unknown[][] = []
    const jobs = {
      calls: planned,
      target: {
        revealTarget: (jobId: string, which: string) => `/${which}/${jobId}`,
        plan: (...args: unknown[]) => planned.push(args),
      } as never,
    }
    const handle = handlersOver(jobs)
    await handle['plan.fromJobs']({ jobIds: ['1', '2'], which: 'result', options })
    expect(planned).toStrictEqual([[['/result/1', '/result/2'], options]])
  })

  it('take the paths of known files from the catalog, never from the page', async () => {
    const planned = recorder()
    const coverage = recorder(['/a', '/b'])
    const selection = { keyId: 'k', which: 'older', keyMaterialId: null } as const
    await handlersOver(planned, coverage)['plan.fromCoverage']({ selection, options })
    expect(coverage.calls).toStrictEqual([['paths', selection]])
    expect(planned.calls).toStrictEqual([['plan', ['/a', '/b'], options]])
  })

  it('plan nothing where the paths of known files were forgotten', async () => {
    const planned = recorder()
    const selection = { keyId: 'k', which: 'older', keyMaterialId: null } as const
    const handle = handlersOver(planned, recorder([]))
    await expect(handle['plan.fromCoverage']({ selection, options })).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
    })
    expect(planned.calls).toStrictEqual([])
  })

  it('plan nothing of a job that is not known', async () => {
    const jobs = {
      revealTarget: () => {
        throw new VaultError('JOB_NOT_FOUND', 'gone')
      },
    }
    const handle = handlersOver({ calls: [], target: jobs as never })
    const asked = async () => handle['plan.fromJobs']({ jobIds: ['1'], which: 'source', options })
    await expect(asked()).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' })
  })

  it('take the paths of history entries from the history', async () => {
    const jobs = recorder()
    const history = recorder(Promise.resolve(['/a', '/b']))
    await handlersOver(jobs, history)['plan.fromHistory']({ ids: [1, 2], options })
    expect(history.calls).toStrictEqual([['paths', [1, 2]]])
    expect(jobs.calls).toStrictEqual([['plan', ['/a', '/b'], options]])
  })

  it('start and try again nothing for which there is no room by now', async () => {
    const begun: string[] = []
    const begin = (what: string) => () => begun.push(what)
    const jobs = { checkRoom: noRoom, checkRoomAgain: noRoom, start: begin('start'), retry: begin('retry') }
    const handle = handlersOver({
      calls: [],
      target: { ...jobs, retryFailed: begin('retryFailed') } as never,
    })
    const refused = { code: 'DISK_FULL' }
    await expect(handle['jobs.start']({ planId: 'p' })).rejects.toMatchObject(refused)
    await expect(handle['jobs.retry']({ jobId: 'j' })).rejects.toMatchObject(refused)
    await expect(handle['jobs.retryFailed']({ batchId: 'b' })).rejects.toMatchObject(refused)
    expect(begun).toEqual([])
  })

  it('pass on what a person does to a batch', async () => {
    const jobs = recorder()
    const handle = handlersOver(jobs)
    await handle['plan.fromInterrupted']({ id: 'i' })
    void handle['jobs.pause']({ batchId: 'b' })
    void handle['jobs.resume']({ batchId: 'b' })
    await handle['jobs.retryFailed']({ batchId: 'b' })
    await handle['jobs.forgetInterrupted']({ id: 'i' })
    expect(jobs.calls).toStrictEqual([
      ['planInterrupted', 'i'],
      ['pause', 'b'],
      ['resume', 'b'],
      ['checkRoomAgain', { batchId: 'b' }],
      ['retryFailed', 'b'],
      ['forgetInterrupted', 'i'],
    ])
  })
})

const inspecting = (chosen: readonly string[]) =>
  inspectHandlers({
    inspect: (path) => Promise.resolve({ name: path } as never),
    jobs: {
      planSource: (planId, itemId) => `/plan/${planId}/${itemId}`,
      revealTarget: (jobId, which) => `/job/${jobId}/${which}`,
    },
    history: { paths: (ids) => Promise.resolve(ids[0] === 7 ? ['/history/7'] : []) },
    choose: { files: () => Promise.resolve(chosen) },
  })

describe('calls that look at one file', () => {
  it('take its path from the plan, from the job, from the history, from the preload or from a dialog', async () => {
    const handlers = inspecting(['/chosen', '/second'])
    expect(await handlers['inspect.fromPlan']({ planId: 'p', itemId: 'i' })).toEqual({ name: '/plan/p/i' })
    expect(await handlers['inspect.fromJob']({ jobId: 'j', which: 'source' })).toEqual({
      name: '/job/j/source',
    })
    expect(await handlers['inspect.fromHistory']({ id: 7 })).toEqual({ name: '/history/7' })
    expect(await handlers['inspect.fromPath']({ path: '/dropped' })).toEqual({ name: '/dropped' })
    expect(await handlers['inspect.fromDialog']({})).toEqual({ name: '/chosen' })
  })

  it('are refused where the history has forgotten the path', async () => {
    await expect(inspecting([])['inspect.fromHistory']({ id: 8 })).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
    })
  })

  it('answer null where the dialog was closed', async () => {
    expect(await inspecting([])['inspect.fromDialog']({})).toBeNull()
  })
})

describe('calls about the history', () => {
  it('show a file by the path that the history knows', async () => {
    const history = recorder(Promise.resolve('/known'))
    const shown: unknown[] = []
    const handle = historyHandlers({ history: history.target, reveal: (path) => shown.push(path) })
    expect(await handle['history.reveal']({ id: 7 })).toStrictEqual({})
    expect(await handle['history.clear']({ what: 'paths' })).toStrictEqual({})
    await handle['history.list']({ before: null, find: 'x', limit: 10 })
    expect(history.calls).toStrictEqual([
      ['revealTarget', 7],
      ['clear', 'paths'],
      ['list', { before: null, find: 'x', limit: 10 }],
    ])
    expect(shown).toStrictEqual(['/known'])
  })
})

describe('calls about keys', () => {
  it('list what is known at once and read new connections behind it, whatever becomes of that', async () => {
    const connections = recorder(Promise.reject(new Error('offline')))
    const handle = keyHandlers({
      keystore: recorder(Promise.resolve([])).target,
      connections: connections.target,
      coverage: coverageOf([]),
      keysChanged: () => undefined,
    })
    expect(await handle['keys.list']({ since: 7 })).toStrictEqual({ version: 1, keys: [], gone: [] })
    expect(connections.calls).toStrictEqual([['readNew'], ['changesSince', 0]])
  })

  it('begin and stop readings, and answer without waiting for them', async () => {
    const connections = recorder(new Promise(() => undefined))
    let changes = 0
    const handle = keyHandlers({
      keystore: recorder().target,
      connections: connections.target,
      coverage: coverageOf(['used']),
      keysChanged: () => (changes += 1),
    })
    expect(await handle['keys.refresh']({})).toStrictEqual({})
    expect(await handle['keys.readRotations']({})).toStrictEqual({})
    await expect
      .poll(() => connections.calls)
      .toStrictEqual([['readAll'], ['readRotations', new Set(['used'])]])
    expect(changes).toBe(1)
  })

  it('read rotations in any order where the history cannot be read', async () => {
    const connections = recorder(Promise.resolve())
    const handle = keyHandlers({
      keystore: recorder().target,
      connections: connections.target,
      coverage: { summary: () => Promise.reject(new Error('damaged')) },
      keysChanged: () => undefined,
    })
    await handle['keys.readRotations']({})
    await expect.poll(() => connections.calls).toStrictEqual([['readRotations', new Set()]])
  })
})

describe('changes in the services', () => {
  it('become events; keys and people follow the vault, and keys the connections', () => {
    const listeners = new Map<string, (news: unknown) => void>()
    const source =
      (name: string) =>
      <News>(listener: (news: News) => void) =>
        listeners.set(name, listener as (news: unknown) => void)
    const events: KeyholdEvent['type'][] = []
    announceChanges(
      {
        keystore: { onNews: source('news') },
        shownVault: { onStatus: source('vault') },
        recovery: { onChange: source('recovery') },
        connections: { onChange: source('connections'), onQuestions: source('questions') },
        settings: { onChange: source('settings') },
        jobs: { onChange: source('jobs') },
        catalog: { onChange: source('catalog') },
      },
      ({ type }) => events.push(type),
    )
    listeners.get('vault')?.({ state: 'starting' })
    listeners.get('news')?.({ news: 'changed', epoch: 2 })
    listeners.get('recovery')?.(undefined)
    listeners.get('connections')?.(undefined)
    listeners.get('questions')?.(undefined)
    listeners.get('settings')?.({})
    listeners.get('jobs')?.({ batches: [], rows: [] })
    listeners.get('catalog')?.(undefined)
    expect(events).toStrictEqual([
      'vault',
      'keys',
      'people',
      'keys',
      'people',
      'recovery',
      'connections',
      'keys',
      'questions',
      'settings',
      'jobs',
      'history',
    ])
  })
})

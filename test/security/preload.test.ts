import { runInNewContext } from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import { isPlainData } from '../../src/main/ipc/plain-data.ts'
import {
  callChannel,
  callNames,
  eventChannel,
  mostPathsInCall,
  pathCallNames,
} from '../../src/shared/call-names.ts'
import { contract } from '../../src/shared/contract.ts'
import type { PageApi } from '../../src/shared/page-api.ts'
import { defaultOptions } from '../support/jobs-room.ts'
import { builtFiles, requireBuild, textOf } from './support/source-files.ts'

type Listener = (...args: readonly unknown[]) => void

/** Runs the built preload in a world without Node, over an `electron` that records. */
function runPreload() {
  const exposed = new Map<string, unknown>()
  const invoked: unknown[][] = []
  const required: string[] = []
  const listeners = new Map<string, Set<Listener>>()
  const listenersOf = (channel: string) => listeners.get(channel) ?? new Set<Listener>()
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => exposed.set(name, api) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        invoked.push(args)
        return Promise.resolve('answer')
      },
      on: (channel: string, listener: Listener) => {
        listeners.set(channel, listenersOf(channel).add(listener))
      },
      removeListener: (channel: string, listener: Listener) => listenersOf(channel).delete(listener),
    },
    webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
  }
  const require = (name: string) => {
    required.push(name)
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`)
    return electron
  }
  runInNewContext(textOf('out/preload/index.cjs'), {
    require,
    exports: {},
    module: { exports: {} },
    Object,
    Promise,
  })
  const emit = (channel: string, ...args: unknown[]) => {
    for (const listener of listenersOf(channel)) listener(...args)
  }
  return { exposed, invoked, required, emit, listenersOf, api: exposed.get('keyhold') as PageApi }
}

/** The keys of a call's input. */
const shapeOf = (name: (typeof callNames)[number]) => Object.keys(contract[name].in.shape)

describe('points 20 and 21: the preload as built', () => {
  beforeAll(requireBuild)

  it('point 21: it is one CommonJS file that requires only electron', () => {
    expect(builtFiles('preload', ['']).map(({ path }) => path)).toStrictEqual(['out/preload/index.cjs'])
    const text = textOf('out/preload/index.cjs')
    expect(text).not.toMatch(/^\s*(?:import|export)\s/m)
    expect(text).not.toMatch(/\bimport\s*\(/)
    expect([...text.matchAll(/\brequire\s*\(\s*([^)]*)\)/g)].map(([, name]) => name)).toStrictEqual([
      '"electron"',
    ])
    expect(runPreload().required).toStrictEqual(['electron'])
  })

  it('point 20: it exposes one frozen object with the names that are listed and no other', () => {
    const { exposed, api } = runPreload()
    expect([...exposed.keys()]).toStrictEqual(['keyhold'])
    expect(Object.keys(api).sort()).toStrictEqual(['call', 'inspectDropped', 'onEvent', 'planDropped'])
    const takePaths: readonly string[] = pathCallNames
    expect(Object.keys(api.call)).toStrictEqual(callNames.filter((name) => !takePaths.includes(name)))
    expect(Object.isFrozen(api)).toBe(true)
    expect(Object.isFrozen(api.call)).toBe(true)
  })

  it('point 20: a call sends its own name and one input over the one channel', async () => {
    const { api, invoked } = runPreload()
    const clear = api.call['jobs.clear'] as (...args: unknown[]) => Promise<unknown>
    await clear({}, 'more', 'keys.list')
    expect(invoked).toStrictEqual([[callChannel, 'jobs.clear', {}]])
  })

  it('point 20: an event’s listener gets the payload alone, until it unsubscribes', () => {
    const { api, emit, listenersOf } = runPreload()
    const heard: unknown[][] = []
    const unsubscribe = api.onEvent((...args: unknown[]) => heard.push(args))
    emit(eventChannel, { sender: 'a webContents' }, { type: 'keys' }, 'more')
    unsubscribe()
    emit(eventChannel, { sender: 'a webContents' }, { type: 'keys' })
    expect(heard).toStrictEqual([[{ type: 'keys' }]])
    expect(listenersOf(eventChannel).size).toBe(0)
  })

  it('point 17: more dropped files than a plan takes are still a plan, which says so', async () => {
    const { api, invoked } = runPreload()
    const files = Array.from({ length: 150_000 }, (_, index) => ({ path: `/data/${index}` }))
    await api.planDropped(files as unknown as File[], defaultOptions)
    const [[, , input] = []] = invoked
    expect(isPlainData(structuredClone(input))).toBe(true)
    const { paths } = contract['plan.fromPaths'].in.parse(input)
    expect(paths).toHaveLength(mostPathsInCall)
  })

  it('point 20: dropped files become paths inside the preload; files made by a script have none', async () => {
    const { api, invoked } = runPreload()
    const files = [{ path: '/data/a' }, {}, { path: '/data/b' }] as unknown as File[]
    await api.planDropped(files, 'options' as never)
    expect(invoked).toEqual([
      [callChannel, 'plan.fromPaths', { paths: ['/data/a', '/data/b'], options: 'options' }],
    ])
  })

  it('point 20: a dropped file to look at becomes its path inside the preload, and text stays no path', async () => {
    const { api, invoked } = runPreload()
    await api.inspectDropped({ path: '/data/a' } as unknown as File)
    await api.inspectDropped({} as File)
    await api.inspectDropped('/etc/passwd' as unknown as File)
    expect(invoked).toEqual([
      [callChannel, 'inspect.fromPath', { path: '/data/a' }],
      [callChannel, 'inspect.fromPath', { path: '' }],
      [callChannel, 'inspect.fromPath', { path: '' }],
    ])
    expect(contract['inspect.fromPath'].in.safeParse({ path: '' }).success).toBe(false)
  })

  it('point 20: every call that takes paths is kept from the page', () => {
    const takers = callNames.filter((name) => /"(?:path|paths)"/.test(JSON.stringify(shapeOf(name))))
    expect(takers).toStrictEqual([...pathCallNames])
  })
})

import { pageDouble } from './page-double.ts'
import { scenarios } from './scenarios.ts'

// Runs in the page before its own script, as the preload does. The scenario's name stands in the address.
const name = new URL(String(Reflect.get(globalThis, 'location'))).searchParams.get('scenario') ?? 'usual'
const scenario = scenarios[name]
if (scenario === undefined) throw new Error(`no scenario ${name}`)
Object.assign(globalThis, { keyhold: pageDouble(scenario) })

import { inProject } from './project.ts'
import { runProgram } from './run-program.ts'

const timeLimit = 120

/**
 * Tries once to download Electron's binary with the package's own installer, for at most two minutes. Returns null when
 * it is there, otherwise one line that says what went wrong.
 */
export async function downloadElectron(): Promise<string | null> {
  const installer = inProject('node_modules/electron/install.js')
  console.log('Downloading Electron …')
  const result = await runProgram(process.execPath, [installer], { timeLimit })
  if (result.exitCode === 0) return null
  const why = result.timedOut ? `not done after ${timeLimit} seconds` : causeIn(result.output)
  return `Electron's binary could not be downloaded (${why})`
}

/** The first line of the installer's error, without its class, such as `getaddrinfo ENOTFOUND example.org`. */
export function causeIn(output: string): string {
  const line =
    output.split('\n').find((text) => /error|ENOTFOUND|ECONN|failed/i.test(text)) ?? 'no reason given'
  return line
    .trim()
    .replace(/^\w*Error: /, '')
    .slice(0, 200)
}

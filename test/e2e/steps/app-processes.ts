import { readdirSync, readFileSync } from 'node:fs'

/** A process of the app, with its command line. */
export interface AppProcess {
  readonly pid: number
  readonly command: readonly string[]
}

/** The main process and all that descend from it. Linux. */
export function appProcesses(main: number): readonly AppProcess[] {
  const parents = new Map(allPids().map((pid) => [pid, parentOf(pid)]))
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === main || isOurs(parents.get(pid)))
  return [...parents.keys()].filter(isOurs).map((pid) => ({ pid, command: read(pid, 'cmdline').split('\0') }))
}

/** Whether it holds the keys of that profile: the keystore's process, locked or not. */
export const isKeystore = ({ command }: AppProcess): boolean =>
  command.some((word) => word.startsWith('--keystore-directory='))

const allPids = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** The fourth field; the second one, the name, may hold anything. */
const parentOf = (pid: number): number => Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1] ?? 0)

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

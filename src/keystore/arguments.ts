/** How a keystore process is told where its store is. Other programs of the user can read it: it holds no secret. */
export interface KeystoreArguments {
  /** The folder that belongs to the store alone; absolute. */
  readonly directory: string
  /** The keychain's service name: `Keyhold`, or one of its own for a test or a demo. */
  readonly service: string
  /** Opens nothing before a person unlocks it. */
  readonly start?: 'locked'
}

const names = { directory: '--keystore-directory=', service: '--keystore-service=' } as const
const startLocked = '--keystore-start=locked'

export function formatArguments({ directory, service, start }: KeystoreArguments): readonly string[] {
  const always = [names.directory + directory, names.service + service]
  return start === 'locked' ? [...always, startLocked] : always
}

/** Finds them among a process's arguments, whatever the host put around them. Throws where one of the first two is missing. */
export function parseArguments(argv: readonly string[]): KeystoreArguments {
  const found = { directory: valueOf(names.directory, argv), service: valueOf(names.service, argv) }
  return argv.includes(startLocked) ? { ...found, start: 'locked' } : found
}

function valueOf(name: string, argv: readonly string[]): string {
  const value = argv.find((argument) => argument.startsWith(name))?.slice(name.length)
  if (value === undefined || value === '') throw new Error(`the keystore process needs ${name}`)
  return value
}

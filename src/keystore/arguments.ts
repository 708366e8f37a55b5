/** How a keystore process is told where its store is. Other programs of the user can read it: it holds no secret. */
export interface KeystoreArguments {
  /** The folder that belongs to the store alone; absolute. */
  readonly directory: string
  /** The keychain's service name: `Keyhold`, or one of its own for a test or a demo. */
  readonly service: string
}

const names = { directory: '--keystore-directory=', service: '--keystore-service=' } as const

export function formatArguments({ directory, service }: KeystoreArguments): readonly string[] {
  return [names.directory + directory, names.service + service]
}

/** Finds the two among a process's arguments, whatever the host put around them. Throws where one is missing. */
export function parseArguments(argv: readonly string[]): KeystoreArguments {
  return { directory: valueOf(names.directory, argv), service: valueOf(names.service, argv) }
}

function valueOf(name: string, argv: readonly string[]): string {
  const value = argv.find((argument) => argument.startsWith(name))?.slice(name.length)
  if (value === undefined || value === '') throw new Error(`the keystore process needs ${name}`)
  return value
}

/** The command line as Electron reads it: modules to load first, switches, and the app. */
export interface LaunchArguments {
  readonly preloads: readonly string[]
  readonly switches: ReadonlyMap<string, string>
}

/** `args` without the executable. */
export function readLaunchArguments(args: readonly string[]): LaunchArguments {
  const preloads: string[] = []
  const switches = new Map<string, string>()
  for (const [index, argument] of args.entries()) {
    if (argument === '-r' || argument === '--require') {
      const module = args[index + 1]
      if (module !== undefined) preloads.push(module)
      continue
    }
    const [, name, value = ''] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? []
    if (name !== undefined) switches.set(name, value)
  }
  return { preloads, switches }
}

/** The app's folder or file: the first argument that is neither a switch nor a switch's value. */
export function appArgument(args: readonly string[]): string | undefined {
  return args.find((argument, index) => {
    const before = args[index - 1]
    return !argument.startsWith('-') && before !== '-r' && before !== '--require'
  })
}

/** What a mutation run is about. */
export interface MutationArguments {
  /** Globs of the files that are changed, from the project's folder. */
  readonly mutate: readonly string[]
  /** Run every mutant again, whatever an earlier run found. */
  readonly force: boolean
}

const everything = [
  'src/main/message/**/*.ts',
  'src/main/keyrings/**/*.ts',
  'src/main/secret/**/*.ts',
] as const

/** Reads the arguments of `npm run mutate`: files or globs, and `--all`. */
export function readMutationArguments(args: readonly string[]): MutationArguments {
  const named = args.filter((arg) => !arg.startsWith('--'))
  return { mutate: named.length === 0 ? everything : named, force: args.includes('--all') }
}

/** Arguments with which the compiler keeps what it found about a configuration, so that the next run checks only what changed. */
export function buildInfo(name: string): readonly [string, string, string] {
  return ['--incremental', '--tsBuildInfoFile', `out/types/${name}.tsbuildinfo`]
}

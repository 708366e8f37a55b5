/** What a process needs of the environment to run at all, by platform. No way to the keychain or to a bus is among it. */
const passed: Readonly<Record<string, readonly string[]>> = {
  win32: ['SystemRoot', 'SystemDrive', 'windir'],
  darwin: ['LANG', '__CF_USER_TEXT_ENCODING'],
  linux: ['LANG'],
}

/** The whole environment of a kit process. `home`: an empty folder in place of the person's own. */
export function kitEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): Record<string, string> {
  const kept: Record<string, string> = { HOME: home }
  for (const name of passed[platform] ?? passed['linux'] ?? []) {
    const value = environment[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}

/**
 * What the keystore process may know of the environment, by platform: the way to the keychain, the home folder, the
 * language of system messages. Everything else stays behind: credentials of AWS, NODE_OPTIONS, LD_PRELOAD, proxies.
 */
const passed: Readonly<Record<'linux' | 'darwin' | 'win32', readonly string[]>> = {
  linux: ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'HOME', 'LANG', 'LANGUAGE', 'LC_ALL', 'LC_MESSAGES'],
  // The user's text encoding keeps CoreFoundation from asking for it.
  darwin: ['HOME', 'USER', 'LOGNAME', 'TMPDIR', 'LANG', '__CF_USER_TEXT_ENCODING'],
  win32: [
    'SystemRoot',
    'SystemDrive',
    'windir',
    'USERPROFILE',
    'USERNAME',
    'USERDOMAIN',
    'APPDATA',
    'LOCALAPPDATA',
    'TEMP',
    'TMP',
  ],
}

/** The whole environment of the keystore process. Names are compared as the platform does (Windows: without case). */
export function keystoreEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Record<string, string> {
  const known = platform === 'darwin' || platform === 'win32' ? platform : 'linux'
  const fold = (name: string): string => (known === 'win32' ? name.toUpperCase() : name)
  const wanted = new Set(passed[known].map(fold))
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && wanted.has(fold(name))) kept[name] = value
  return kept
}

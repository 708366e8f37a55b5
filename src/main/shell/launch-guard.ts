/**
 * Switches that let whoever starts the app look into it or weaken it. The fuses already turn off Node's own; these are
 * Chromium's, and the list is checked again here (SECURITY.md points 2 and 14).
 */
const forbiddenSwitches = [
  /^remote-debugging-/,
  /^remote-allow-origins$/,
  /^inspect(-|$)/,
  /^js-flags$/,
  /^user-data-dir$/,
  /^disable-web-security$/,
  /^ignore-certificate-errors/,
  /^allow-running-insecure-content$/,
  /^load-extension$/,
  /^(renderer|utility|gpu|ppapi|zygote)-(cmd-prefix|startup-dialog)$/,
  /^gpu-launcher$/,
  /^host-(resolver-)?rules$/,
  /^enable-blink-features$/,
  /^log-net-log$/,
]

/** A command-line argument's switch name, lower case, as Chromium reads it: `--Name=value` and, on Windows, `/name`. */
function switchName(argument: string, platform: NodeJS.Platform): string | undefined {
  const prefix = platform === 'win32' ? /^(?:--?|\/)/ : /^--?/
  if (!prefix.test(argument)) return undefined
  const [name = ''] = argument.replace(prefix, '').split('=', 1)
  return name.toLowerCase()
}

/** The first switch a packaged app must not be started with, or undefined where the arguments are harmless. */
export function forbiddenLaunchSwitch(
  argv: readonly string[],
  platform: NodeJS.Platform,
): string | undefined {
  return argv
    .slice(1)
    .map((argument) => switchName(argument, platform))
    .find((name) => name !== undefined && forbiddenSwitches.some((pattern) => pattern.test(name)))
}

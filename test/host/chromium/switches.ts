/** Chromium programs in the order they are looked for; the program itself, not Debian's wrapper script. */
export const chromiumPrograms = [
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
]

/** Switches of every Chromium of the host: no network of its own, no first-run pages, nothing that asks. */
export const quietSwitches = [
  '--no-first-run',
  '--no-default-browser-check',
  '--test-type',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-infobars',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-back-forward-cache',
  '--password-store=basic',
]

// What the host decides itself, or what means something only to Electron and Node.
const ownSwitches = new Set([
  'user-data-dir',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'no-sandbox',
  'headless',
  'disable-popup-blocking',
])

/** The app's command-line switches that go on to Chromium. */
export function passedOn(switches: ReadonlyMap<string, string>): string[] {
  return [...switches]
    .filter(([name]) => /^(disable|enable|force|lang|allow|proxy|host)/.test(name) && !ownSwitches.has(name))
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
}

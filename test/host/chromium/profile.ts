import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'electron-host-'

/** A fresh folder for Chromium's profile, sockets and temporary files. Its name carries the pid of this process. */
export function makeProfile(): string {
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
}

/** Removes the profiles of hosts that no longer run: those whose guard was killed together with them. */
export function removeStaleProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^electron-host-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && !isRunning(Number(pid))) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 2 })
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

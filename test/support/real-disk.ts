import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Why this machine cannot mount a disk of a test's own; null where it can. */
export function mountingImpossible(): string | null {
  if (process.platform !== 'linux') return 'disks are mounted on Linux only'
  if (process.getuid?.() !== 0) return 'mounting a disk needs root'
  const loop = spawnSync('losetup', ['--find'])
  if (loop.status !== 0) return 'there is no loop device on this machine'
  return spawnSync('mkfs.ext4', ['-V']).error === undefined ? null : 'mkfs.ext4 is not installed'
}

/** As `mountingImpossible`, for a disk whose power can be cut: the system call for it is made through Python. */
export function powerCutImpossible(): string | null {
  if (spawnSync('python3', ['-c', 'import fcntl']).status !== 0) return 'python3 is not installed'
  return mountingImpossible()
}

// EXT4_IOC_SHUTDOWN with NOLOGFLUSH: from now on nothing reaches the disk, not even what its journal still holds.
const shutDown = `
import fcntl, os, struct, sys
disk = os.open(sys.argv[1], os.O_RDONLY)
print('armed', flush=True)
sys.stdin.read()
fcntl.ioctl(disk, 0x8004587d, struct.pack('I', 2))
`

/** A disk with an ext4 of its own in the file `image`, mounted on the empty folder `path`. `remove` takes both away. */
export class RealDisk {
  readonly path: string
  readonly #image: string

  constructor(mountOn: string, image: string, mebibytes = 24) {
    this.path = mountOn
    this.#image = image
    fs.writeFileSync(this.#image, '')
    fs.truncateSync(this.#image, mebibytes * 1024 * 1024)
    execFileSync('mkfs.ext4', ['-q', '-E', 'lazy_itable_init=1', this.#image])
    this.#mount()
    fs.rmdirSync(`${this.path}/lost+found`)
  }

  #mount(): void {
    execFileSync('mount', ['-o', 'loop', this.#image, this.path])
  }

  /** Makes all that was written to it until now last. */
  flush(): void {
    execFileSync('sync', ['--file-system', this.path])
  }

  /** The disk is gone, and its folder with it, as when its cable is pulled: what was open stays open, nothing new is found. */
  pull(): void {
    execFileSync('umount', ['--lazy', this.path])
    fs.rmdirSync(this.path)
  }

  /** The power of the disk fails: what was not flushed is lost, and every later write fails. */
  cutPower(): void {
    execFileSync('python3', ['-c', shutDown, this.path])
  }

  /** As `cutPower`, a moment after the returned function is called: nothing is left to start by then. */
  async armPowerCut(): Promise<() => void> {
    const armed = spawn('python3', ['-c', shutDown, this.path], { stdio: ['pipe', 'pipe', 'inherit'] })
    await once(armed.stdout, 'data')
    return () => void armed.stdin.end()
  }

  /** Takes all the room that is left, as `filler`. */
  fill(): void {
    const { bfree, bsize } = fs.statfsSync(this.path)
    // Some blocks are set aside for others: it takes what there is and says that this was not all.
    spawnSync('fallocate', ['--length', String(bfree * bsize), `${this.path}/filler`])
  }

  /** Mounts the disk again once everything that was open on it is closed. */
  async comeBack(): Promise<void> {
    if (this.#isMounted()) execFileSync('umount', [this.path])
    const inUse = (): boolean => execFileSync('losetup', ['-j', this.#image], { encoding: 'utf8' }) !== ''
    for (let tries = 0; inUse(); tries += 1) {
      if (tries > 500) throw new Error('the disk is still in use')
      await pause(10)
    }
    fs.mkdirSync(this.path, { recursive: true })
    this.#mount()
  }

  remove(): void {
    if (this.#isMounted()) execFileSync('umount', ['--lazy', this.path])
    fs.rmSync(this.#image)
  }

  #isMounted(): boolean {
    return spawnSync('mountpoint', ['-q', this.path]).status === 0
  }
}

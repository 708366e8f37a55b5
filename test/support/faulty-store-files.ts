import { diskFiles, type StoreFiles } from '../../src/keystore/store/store-files.ts'

/** Files whose operation number `which` fails, before it did anything or after it did it all. */
export function faultAt(which: number, when: 'before' | 'after') {
  let count = 0
  const files = Object.fromEntries(
    Object.entries(diskFiles).map(([name, run]) => [
      name,
      (...args: unknown[]) => {
        const isIt = count === which
        count += 1
        if (isIt && when === 'before') fail()
        const result = (run as (...all: unknown[]) => unknown)(...args)
        if (isIt) fail()
        return result
      },
    ]),
  ) as unknown as StoreFiles
  return { files, wasReached: () => count > which }
}

function fail(): never {
  throw Object.assign(new Error('the disk failed'), { code: 'EIO' })
}

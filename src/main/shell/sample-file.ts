import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const words = `This is a file to try Keyhold with. It holds nothing secret.

Encrypt it, and a second file called "sample.txt.encrypted" appears beside it. This one stays as it is.
Drop the encrypted file on Keyhold, and it comes out again as you see it here.
`

const isThereAlready = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

/** A small text file in `documents` to try the app with. One that is there is left as it is. Gives its path. */
export async function sampleFile(documents: string): Promise<string> {
  const folder = join(documents, 'Keyhold')
  const path = join(folder, 'sample.txt')
  await mkdir(folder, { recursive: true })
  await writeFile(path, words, { flag: 'wx' }).catch((error: unknown) => {
    if (!isThereAlready(error)) throw error
  })
  return path
}

import { VaultError } from '../../../shared/vault-error.ts'
import type { OpenedFile } from '../files/files.ts'

const unused = (): Promise<never> =>
  Promise.reject(new VaultError('INTERNAL', 'this is a stream: it has no such thing as a file has'))

/** Something that is read or written from front to back, in the shape that passes take. Nothing else of a file is there. */
export function streamAsFile(stream: Partial<Pick<OpenedFile, 'read' | 'write'>>): OpenedFile {
  return {
    descriptor: -1,
    read: stream.read ?? unused,
    write: stream.write ?? unused,
    facts: unused,
    setMode: unused,
    setModified: unused,
    sync: unused,
    close: unused,
  }
}

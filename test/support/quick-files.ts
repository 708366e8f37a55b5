import type { Files } from '../../src/main/jobs/files/files.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'

/** Real files that are never flushed: for unit tests, which are many. Integration tests use `nodeFiles`. */
export const quickFiles: Files = {
  ...nodeFiles,
  syncFolder: () => Promise.resolve(),
  create: async (path, mode) => ({ ...(await nodeFiles.create(path, mode)), sync: () => Promise.resolve() }),
}

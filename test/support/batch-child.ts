// A batch of files over real workers in a process of its own, to be killed from outside. Says `begun` when it starts.
import { createJobs } from '../../src/main/jobs/create-jobs.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { fixedKeyring } from './fixed-keyring.ts'
import { defaultOptions, workerUrl } from './jobs-room.ts'
import { memoryKeyServices } from './memory-key-services.ts'

const [userData = '', appFolder = '', ...paths] = process.argv.slice(2)
const jobs = createJobs({
  keyServices: {
    ...memoryKeyServices(),
    keyringFor: () => Promise.resolve(fixedKeyring()),
    verifyingKeyrings: () => Promise.resolve([fixedKeyring()]),
    openingKeyring: fixedKeyring,
  },
  userData,
  appFolder,
  homeFolder: appFolder,
  workerUrl,
  files: nodeFiles,
})
const plan = await jobs.plan(paths, defaultOptions)
process.stderr.write('begun')
jobs.start(plan.id)

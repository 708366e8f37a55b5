// A batch of files over real workers in a process of its own, to be killed from outside. Says `begun` when it starts and
// `ended` when its files are done, and then stays for the kill, two minutes at most.
import { createJobs } from '../../src/main/jobs/create-jobs.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { fixedKeyServices } from './fixed-key-services.ts'
import { defaultOptions, workerUrl } from './jobs-room.ts'

const [userData = '', appFolder = '', ...paths] = process.argv.slice(2)
const jobs = createJobs({
  keyServices: fixedKeyServices(),
  userData,
  appFolder,
  homeFolder: appFolder,
  workerUrl,
  files: nodeFiles,
})
const plan = await jobs.plan(paths, defaultOptions)
// However fast the machine, the kill finds a process.
setTimeout(() => {}, 120_000)
jobs.onChange(({ batches }) => {
  if (batches.some(({ state }) => state === 'finished')) console.log('ended')
})
jobs.start(plan.id)
console.log('begun')

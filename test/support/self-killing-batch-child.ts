// A batch in a process of its own: everything in `<root>/work` is encrypted. It kills itself (SIGKILL) just before the file
// operation of a given number, counted from the start of the batch, or is killed from outside. Prints `begun`, and then
// the number of operations once the batch is finished.
import path from 'node:path'
import { createJobs } from '../../src/main/jobs/create-jobs.ts'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { faultyFiles } from './faulty-files.ts'
import { fixedKeyServices } from './fixed-key-services.ts'
import { defaultOptions, sameThread, workerUrl } from './jobs-room.ts'

const [root = '', killAt = '-1'] = process.argv.slice(2)

let begunAt = Number.POSITIVE_INFINITY
const files = faultyFiles(nodeFiles, ({ index }) =>
  index - begunAt === Number(killAt)
    ? { kind: 'before', run: () => void process.kill(process.pid, 'SIGKILL') }
    : undefined,
)
const jobs = createJobs({
  keyServices: fixedKeyServices(),
  userData: path.join(root, 'profile'),
  appFolder: path.join(root, 'app'),
  homeFolder: root,
  workerUrl,
  engine: sameThread,
  files,
})
await jobs.recoverStaged()
const plan = await jobs.plan([path.join(root, 'work')], defaultOptions)
begunAt = files.operations.length
jobs.start(plan.id)
console.log('begun')
await new Promise<void>((resolve) => {
  jobs.onChange(({ batches }) => {
    if (batches.some(({ state }) => state === 'finished')) resolve()
  })
})
await jobs.shutDown()
console.log(files.operations.length - begunAt)

import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { startAwsFake } from '../test/fakes/aws/start-aws-fake.ts'
import { addManyKeys, fillSampleAccount } from '../test/fakes/aws/sample/fill-sample-account.ts'
import { kmsGuide, sampleAccessKey } from './kms/kms-guide.ts'

// `npm run kms [-- --port 4599 --keys 10000 --quotas]`: a KMS of one's own with a sample account, until Ctrl-C.
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4599' },
    keys: { type: 'string', default: '0' },
    quotas: { type: 'boolean', default: false },
  },
})

const aws = await startAwsFake({ port: Number(values.port) }).catch((error: unknown) => {
  console.log(`port ${values.port} cannot be listened on (${String(error)}); try npm run kms -- --port 0`)
  process.exit(1)
})
const { kms } = aws
kms.addAccessKey(sampleAccessKey)
const mfa = { serial: `arn:aws:iam::${kms.account}:mfa/operator`, code: '123456' }
aws.addRole({ arn: `arn:aws:iam::${kms.account}:role/KeyAdministrator`, mfa })
fillSampleAccount(kms)
addManyKeys(kms, Number(values.keys))
kms.meter.enforced = values.quotas
// Rotations take a moment and replicas a few seconds, as they do at AWS.
Object.assign(kms.delays, { rotation: 3_000, region: 5_000 })
// Nobody reads what was asked here: a server that runs for days keeps no list of it.
setInterval(() => (kms.calls.length = 0), 60_000).unref()

console.log(kmsGuide({ endpoint: aws.endpoint, region: kms.region, startUrl: aws.sso.startUrl, mfa }))

createInterface({ input: process.stdin }).on('line', (line) => {
  const days = Number(/^\+(\d{1,4})d$/.exec(line.trim())?.[1] ?? Number.NaN)
  if (Number.isNaN(days)) return
  kms.passTime(days * 24 * 3600_000)
  console.log(`it is ${kms.world.time().toISOString().slice(0, 10)} now; read the keys again`)
})

process.once('SIGINT', () => {
  console.log('\nstopped; the keys of this run are gone')
  process.exit(0)
})

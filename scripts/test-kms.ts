import { allChecks } from '../test/contract/kms/all-checks.ts'
import { whyNotAnswered } from '../test/contract/kms/cannot-answer.ts'
import type { ContractCheck } from '../test/contract/kms/contract-check.ts'
import { ContractKms } from '../test/contract/kms/contract-kms.ts'
import { contractServers, type ContractServer } from '../test/contract/kms/contract-servers.ts'
import { closingLine, type FailedTest, type SkippedTest, type SuiteOutcome } from './suites/suite-outcome.ts'

// `npm run test:kms`: the contract suite against the fake, moto_server where found, and KMS_ENDPOINT where set.
const required = (process.env['REQUIRE'] ?? '').split(',')
const outcomes: SuiteOutcome[] = []
for (const server of contractServers(process.env)) {
  const { answersNow, ...outcome } = await runAgainst(server)
  outcomes.push(outcome)
  console.log(`${server.name}: ${closingLine([outcome])}`)
  for (const { title, reason } of outcome.skipped) console.log(`  skipped: ${title}\n           ${reason}`)
  for (const title of answersNow) console.log(`  answers now: ${title}; cannot-answer.ts may forget it`)
  for (const { title, message } of outcome.failed) console.log(`  FAILED: ${title}\n          ${message}`)
}
console.log(`\n${closingLine(outcomes)}`)
process.exitCode = outcomes.some(({ failed }) => failed.length > 0) ? 1 : 0

/** What a server came to, and the checks among the skipped ones that it passes by now: a note, and no failure. */
interface ServerOutcome extends SuiteOutcome {
  readonly answersNow: readonly string[]
}

async function runAgainst({ name, start }: ContractServer): Promise<ServerOutcome> {
  const server = await start()
  if ('absent' in server) return { ...absent(name, server.absent), answersNow: [] }
  const kms = new ContractKms(server.address)
  let passed = 0
  const failed: FailedTest[] = []
  const skipped: SkippedTest[] = []
  const answersNow: string[] = []
  try {
    for (const check of allChecks) {
      const reason = whyNotAnswered(name, check.name)
      if (reason !== null) {
        skipped.push({ title: check.name, reason })
        if (await passes(check, kms)) answersNow.push(check.name)
        continue
      }
      try {
        await check.run(kms)
        passed += 1
      } catch (error) {
        failed.push({
          title: check.name,
          message: String(error).split('\n').slice(0, 8).join('\n          '),
        })
      }
    }
  } finally {
    await kms.cleanUp()
    await server.stop()
  }
  return { passed, failed, skipped, answersNow }
}

async function passes(check: ContractCheck, kms: ContractKms): Promise<boolean> {
  try {
    await check.run(kms)
    return true
  } catch {
    return false
  }
}

/** A server that is not there skips every check, and fails where REQUIRE names it. */
function absent(name: string, reason: string): SuiteOutcome {
  const title = `${name}: every check`
  if (required.some((wanted) => wanted !== '' && reason.includes(wanted))) {
    return { passed: 0, failed: [{ title, message: `REQUIRE names it: ${reason}` }], skipped: [] }
  }
  return { passed: 0, failed: [], skipped: allChecks.map((check) => ({ title: check.name, reason })) }
}

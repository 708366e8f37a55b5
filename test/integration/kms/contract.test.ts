import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allChecks } from '../../contract/kms/all-checks.ts'
import { checksNotAnswered, whyNotAnswered } from '../../contract/kms/cannot-answer.ts'
import { ContractKms } from '../../contract/kms/contract-kms.ts'
import { contractServers } from '../../contract/kms/contract-servers.ts'

/**
 * The same suite as `npm run test:kms`, against what is on this computer, without the checks that a server cannot answer:
 * that command tells them with their reasons, and takes KMS_ENDPOINT.
 */
for (const { name, start } of contractServers({})) {
  describe(`the contract of AWS KMS, kept by ${name}`, () => {
    let server: Awaited<ReturnType<typeof start>>
    let kms: ContractKms

    beforeAll(async () => {
      server = await start()
      if ('address' in server) kms = new ContractKms(server.address)
    })
    afterAll(async () => {
      if ('stop' in server) await server.stop()
    })

    for (const check of allChecks.filter((one) => whyNotAnswered(name, one.name) === null)) {
      it(check.name, async (test) => {
        if ('absent' in server) return test.skip(server.absent)
        await check.run(kms)
      })
    }
  })
}

it('the table of what a server cannot answer names checks alone, and each name is one check', () => {
  const names = allChecks.map((check) => check.name)
  expect(new Set(names).size).toBe(names.length)
  expect(checksNotAnswered().filter((name) => !names.includes(name))).toEqual([])
})

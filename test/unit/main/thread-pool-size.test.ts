import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const module = new URL('../../../src/main/thread-pool-size.ts', import.meta.url)
const program = fileURLToPath(new URL('../../support/count-pool-threads.ts', import.meta.url))

function threads(environment: Readonly<Record<string, string>>, ...args: readonly string[]): number {
  const options = { env: { PATH: process.env['PATH'], ...environment }, encoding: 'utf8' } as const
  return Number(execFileSync(process.execPath, [...args, program], options))
}

it('gives the pool eight threads, unless somebody chose another number', ({ skip }) => {
  skip(process.platform !== 'linux', 'threads are counted in /proc')
  expect(threads({})).toBe(4)
  expect(threads({}, '--import', module.href)).toBe(8)
  expect(threads({ UV_THREADPOOL_SIZE: '3' }, '--import', module.href)).toBe(3)
})

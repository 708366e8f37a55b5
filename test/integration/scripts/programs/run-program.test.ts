import { expect, test } from 'vitest'
import { runProgram } from '../../../../scripts/programs/run-program.ts'

const node = (code: string, timeLimit = 10) => runProgram(process.execPath, ['-e', code], { timeLimit })

test('the exit code and both outputs come back', async () => {
  const result = await node('console.log("out"); console.error("err"); process.exitCode = 3')
  expect(result).toMatchObject({ exitCode: 3, timedOut: false })
  expect(result.output).toContain('out')
  expect(result.output).toContain('err')
})

test('a program past its time limit is ended with its children', async () => {
  const child = `require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])`
  const result = await node(`console.log(${child}.pid); setTimeout(() => {}, 60000)`, 1)
  expect(result).toMatchObject({ exitCode: null, timedOut: true })
  expect(await isGone(Number(result.output.trim()))).toBe(true)
})

test('a program that is not there is a result, not an error', async () => {
  const result = await runProgram('no-such-program', [], { timeLimit: 5 })
  expect(result.exitCode).toBeNull()
  expect(result.output).toContain('ENOENT')
})

async function isGone(pid: number): Promise<boolean> {
  const deadline = Date.now() + 3000
  while (Date.now() < deadline) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}

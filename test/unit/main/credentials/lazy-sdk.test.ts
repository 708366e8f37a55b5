import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('the AWS SDK is loaded at its first use, so that the app starts fast and offline', async () => {
  const src = join(import.meta.dirname, '../../../../src')
  const files = (await readdir(src, { recursive: true })).filter((file) => /\.tsx?$/.test(file))
  expect(files.length).toBeGreaterThan(50)
  const eager: string[] = []
  for (const file of files) {
    const text = await readFile(join(src, file), 'utf8')
    if (/^import (?!type\b)[^;]*?from '@(aws-sdk|smithy)\//m.test(text)) eager.push(file)
  }
  expect(eager).toEqual([])
})

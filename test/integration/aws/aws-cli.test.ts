import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { startAwsFake } from '../../fakes/aws/start-aws-fake.ts'
import { onPath } from '../kms/on-path.ts'

it('the AWS command line assumes a role of the fake, and lists keys as that role', async ({ skip }) => {
  const program = await onPath('aws')
  if (program === null) return skip('the aws command is not on the PATH')
  const aws = await startAwsFake()
  const folder = await mkdtemp(join(tmpdir(), 'keyhold-aws-'))
  const role = `arn:aws:iam::${aws.kms.account}:role/operators`
  aws.addRole({ arn: role, externalId: 'between-us' })
  const key = aws.kms.createKey()
  const profile = `[profile operators]\nrole_arn = ${role}\nexternal_id = between-us\nsource_profile = base\n`
  const [config, credentials] = [join(folder, 'config'), join(folder, 'credentials')]
  await writeFile(config, `${profile}region = ${aws.kms.region}\n`)
  await writeFile(credentials, aws.kms.credentialsFile('base'))
  const env = {
    ...process.env,
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_PAGER: '',
    HOME: folder,
  }
  const run = async (...words: readonly string[]) => {
    const { stdout } = await promisify(execFile)(program, [...words, '--profile', 'operators'], { env })
    return JSON.parse(stdout)
  }
  try {
    const { Arn } = await run('sts', 'get-caller-identity')
    expect(Arn).toMatch(/^arn:aws:sts::111122223333:assumed-role\/operators\//)
    expect(await run('kms', 'list-keys')).toMatchObject({ Keys: [{ KeyId: key.id }] })
  } finally {
    await aws.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

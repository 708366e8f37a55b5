import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { KMS } from '@aws-sdk/client-kms'
import { startKmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { onPath } from './on-path.ts'

/** A KMS to run the same test against. */
export interface KmsServer {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** The shared credentials file with the profile `test`. */
  readonly credentials: string
  /** Makes a symmetric key with an alias; gives its ARN. */
  createKey(alias: string): Promise<string>
  /** What the server names and others do not. */
  readonly namesKeyMaterial: boolean
  stop(): Promise<void>
}

/** Starts a server, or says why not. */
export type StartKmsServer = () => Promise<KmsServer | { readonly absent: string }>

export const kmsServers: readonly (readonly [name: string, start: StartKmsServer])[] = [
  ['the fake', startFake],
  ['moto_server', startMoto],
]

async function startFake(): Promise<KmsServer> {
  const fake = await startKmsFake()
  return {
    endpoint: fake.endpoint,
    region: fake.region,
    accessKeyId: fake.accessKey.accessKeyId,
    secretAccessKey: fake.accessKey.secretAccessKey,
    credentials: fake.credentialsFile('test'),
    createKey: async (alias) => fake.createKey({ alias }).arn,
    namesKeyMaterial: true,
    stop: () => fake.stop(),
  }
}

async function startMoto(): Promise<KmsServer | { readonly absent: string }> {
  const program = await onPath('moto_server')
  if (program === null) return { absent: 'moto_server is not on the PATH' }
  const child = spawn(program, ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const endpoint = await listeningAddress(child)
  const [accessKeyId, secretAccessKey, region] = ['AKIAMOTO', 'any secret does', 'eu-central-1']
  const kms = new KMS({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
  return {
    endpoint,
    region,
    accessKeyId,
    secretAccessKey,
    credentials: `[test]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    createKey: async (alias) => {
      const { KeyMetadata } = await kms.createKey({})
      await kms.createAlias({ AliasName: `alias/${alias}`, TargetKeyId: KeyMetadata?.KeyId })
      return KeyMetadata?.Arn ?? ''
    },
    namesKeyMaterial: false,
    stop: async () => {
      kms.destroy()
      child.kill()
      await new Promise((resolve) => child.once('exit', resolve))
    },
  }
}

async function listeningAddress(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('moto_server has no stderr')
  const told: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    told.push(line)
    const address = /Running on (http:\/\/\S+)/.exec(line)?.[1]
    if (address !== undefined) {
      child.stderr.resume()
      return address
    }
  }
  throw new Error(`moto_server did not start: ${told.join('\n')}`)
}

import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { factsOfSpec } from '../../../src/shared/kms/key-specs.ts'
import { exceptionOf } from '../../../src/shared/kms/local-errors.ts'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import { VaultBench } from '../../support/vault-bench.ts'
import type { KmsAddress } from './contract-kms.ts'
import { KmsRefusal, type Fields } from './keystore/kms-fields.ts'
import { kmsOperations } from './keystore/kms-operations.ts'

const region = 'eu-central-1'
const account = '000000000000'

/**
 * The local keystore behind KMS's JSON protocol: the app's own client of KMS asks it, and every request runs the
 * keystore's real operations on a real store, with a keychain in memory and the clock of this computer. Signatures are
 * not checked: nobody signs for a key of this computer.
 */
export async function startKeystoreServer(): Promise<{
  readonly address: KmsAddress
  stop(): Promise<void>
}> {
  const bench = new VaultBench()
  const vault = await bench.startOpen()
  const server = createServer(async (request, response) => {
    bench.now = new Date()
    const { status, body } = await answer(request, (operation, input) => {
      const run = kmsOperations[operation]
      if (run === undefined) throw new KmsRefusal('UnknownOperationException', operation)
      return run(input, { vault, region: regionOf(request), home: region, account, factsOfSpec })
    })
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'any', sessionToken: null }
  return {
    address: { endpoint, region, ...credentials, isLocal: true },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      bench.remove()
    },
  }
}

type Run = (operation: string, input: Fields) => Promise<object> | object

async function answer(request: IncomingMessage, run: Run): Promise<{ status: number; body: object }> {
  try {
    const body = Buffer.concat(await request.toArray()).toString('utf8')
    const operation = String(request.headers['x-amz-target'] ?? '').replace('TrentService.', '')
    return { status: 200, body: await run(operation, JSON.parse(body || '{}')) }
  } catch (error) {
    const name =
      error instanceof KmsRefusal ? error.exception : isVaultError(error) ? exceptionOf(error.code) : null
    // What has no exception of KMS is a fault: the check fails with its words.
    if (name === null)
      return { status: 500, body: { __type: 'KMSInternalException', message: String(error) } }
    return { status: 400, body: { __type: name, message: String(error) } }
  }
}

/** The Region that the request was signed for. */
function regionOf({ headers }: IncomingMessage): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? region
}

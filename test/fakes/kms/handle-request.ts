import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { FakeError } from './fake-error.ts'
import type { Fault, Faults } from './faults.ts'
import type { Caller, FakeKeys } from './fake-keys.ts'
import { Input } from './input.ts'
import type { Answer } from './operations/operation.ts'
import { accessDenied, keyOfRequest, runOperation } from './run-operation.ts'
import { verifySignature, type FakeAccessKey, type SignedRequest } from './sigv4.ts'

/** One request as the fake saw it, for tests to count. */
export interface FakeCall {
  readonly operation: string
  readonly region: string
  readonly account: string
  readonly keyArn: string | null
  /** Name of the error it answered with, or null. */
  readonly error: string | null
}

export interface FakeWorld {
  readonly keys: FakeKeys
  readonly accessKeys: ReadonlyMap<string, FakeAccessKey>
  readonly faults: Faults
  readonly calls: FakeCall[]
  readonly now: () => Date
}

/** `drop`: cut the connection. */
export type FakeResponse =
  'drop' | { readonly status: number; readonly headers: Record<string, string>; readonly body: string }

/** Answers one request: signature, faults, operation; every request is written into `calls`. */
export async function handleRequest(request: SignedRequest, world: FakeWorld): Promise<FakeResponse> {
  const now = new Date(world.now().getTime() + world.faults.clockAhead)
  const date = world.faults.dateHeaderTellsClock ? now : world.now()
  const operation = String(request.headers['x-amz-target'] ?? '').replace(/^TrentService\./, '')
  const log = {
    operation,
    region: '',
    account: '',
    keyArn: null as string | null,
    error: null as string | null,
  }
  world.calls.push(log)
  try {
    const { accessKey, region } = verifySignature(request, world.accessKeys, now)
    const caller: Caller = { account: accessKey.account, region, arn: accessKey.arn }
    const scope = { input: Input.parse(request.body), caller, keys: world.keys, now }
    log.account = caller.account
    log.region = region
    log.keyArn = keyOfRequest(operation, scope)?.arn ?? null
    const faults = world.faults.take(operation, log.keyArn)
    const instead = await sufferFaults(faults, { operation, caller, keyArn: log.keyArn })
    if (instead !== null) return instead
    return json(200, bend(runOperation(operation, scope), faults), date)
  } catch (error) {
    if (!(error instanceof FakeError)) throw error
    log.error = error.name
    return json(error.status, { __type: error.name, message: error.message }, date)
  }
}

async function sufferFaults(
  faults: readonly Fault[],
  { operation, caller, keyArn }: { operation: string; caller: Caller; keyArn: string | null },
): Promise<FakeResponse | null> {
  for (const fault of faults) {
    if (fault.kind === 'slow') await sleep(fault.ms)
    if (fault.kind === 'drop') return 'drop'
    if (fault.kind === 'error') throw new FakeError(fault.error, fault.message)
    if (fault.kind === 'deny') throw accessDenied(operation, caller, keyArn)
    if (fault.kind === 'notKms') {
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<h1>Sign in to the hotel network</h1>',
      }
    }
  }
  return null
}

/** A right answer made wrong. */
function bend(answer: Answer, faults: readonly Fault[]): Answer {
  return faults.reduce<Answer>((bent, fault) => {
    if (fault.kind === 'wrongKeyId') return { ...bent, KeyId: fault.keyArn }
    if (fault.kind === 'shortDataKey') return { ...bent, Plaintext: Buffer.alloc(31, 7).toString('base64') }
    return bent
  }, answer)
}

function json(status: number, body: Answer, date: Date): FakeResponse {
  return {
    status,
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': randomUUID(),
      date: date.toUTCString(),
    },
    body: JSON.stringify(body),
  }
}

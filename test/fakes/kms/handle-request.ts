import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { accessDenied } from './access.ts'
import type { CustomKeyStores } from './custom-key-stores.ts'
import { FakeError } from './fake-error.ts'
import type { Fault, Faults } from './faults.ts'
import type { Caller, FakeKeys } from './fake-keys.ts'
import type { ImportTokens } from './import-tokens.ts'
import { Input } from './input.ts'
import type { Answer } from './operations/operation.ts'
import type { RequestMeter } from './request-meter.ts'
import { keyOfRequest, runOperation } from './run-operation.ts'
import { verifySignature, type FakeAccessKey, type SignedRequest } from './sigv4.ts'

/** One request as the fake saw it, for tests to count. */
export interface FakeCall {
  readonly operation: string
  readonly region: string
  readonly account: string
  readonly keyArn: string | null
  /** Of the key that signed it; null where the signature did not hold. */
  readonly accessKeyId: string | null
  /** Name of the error it answered with, or null. */
  readonly error: string | null
}

export interface FakeWorld {
  readonly keys: FakeKeys
  readonly stores: CustomKeyStores
  readonly tokens: ImportTokens
  readonly accessKeys: Map<string, FakeAccessKey>
  readonly faults: Faults
  readonly meter: RequestMeter
  readonly calls: FakeCall[]
  /** The clock of signatures and of the Date header. */
  readonly now: () => Date
  /** The clock of keys and sessions, which a test may let run ahead. */
  readonly time: () => Date
}

/** `drop`: cut the connection. */
export type FakeResponse =
  'drop' | { readonly status: number; readonly headers: Record<string, string>; readonly body: string }

/** Answers one request to KMS: signature, quota, faults, operation; every request is written into `calls`. */
export async function handleRequest(request: SignedRequest, world: FakeWorld): Promise<FakeResponse> {
  const { now, date } = clocks(world)
  const operation = String(request.headers['x-amz-target'] ?? '').replace(/^TrentService\./, '')
  const log = newCall(operation)
  world.calls.push(log)
  try {
    const rules = { accessKeys: world.accessKeys, service: 'kms', now, time: world.time() } as const
    const { accessKey, region } = verifySignature(request, rules)
    const { account, arn, accessKeyId } = accessKey
    const caller: Caller = { account, region, arn }
    Object.assign(log, { account, region, accessKeyId })
    const { keys, stores, tokens } = world
    const scope = { input: Input.parse(request.body), caller, keys, stores, tokens, now: world.time() }
    const key = keyOfRequest(operation, scope)
    log.keyArn = key?.arn ?? null
    if (!world.meter.take(operation, { account, region, spec: key?.spec ?? null })) {
      throw new FakeError('ThrottlingException')
    }
    const faults = world.faults.take(log)
    const instead = await sufferFaults(faults, () => accessDenied(actionOf(operation), caller, log.keyArn))
    if (instead !== null) return instead
    const answer = bend(runOperation(operation, scope), faults)
    return faults.some(({ kind }) => kind === 'dropAnswer') ? 'drop' : json(200, answer, date)
  } catch (error) {
    if (!(error instanceof FakeError)) throw error
    log.error = error.name
    return json(error.status, { __type: error.name, message: error.message }, date)
  }
}

/** The clock that signatures are checked by, and what the Date header says. */
export function clocks(world: FakeWorld): { readonly now: Date; readonly date: Date } {
  const now = new Date(world.now().getTime() + world.faults.clockAhead)
  return { now, date: world.faults.dateHeaderTellsClock ? now : world.now() }
}

export function newCall(operation: string): { -readonly [Name in keyof FakeCall]: FakeCall[Name] } {
  return { operation, region: '', account: '', keyArn: null, accessKeyId: null, error: null }
}

/** What an operation is called in policies. */
function actionOf(operation: string): string {
  return operation === 'ReEncrypt' ? 'ReEncryptFrom' : operation
}

export async function sufferFaults(
  faults: readonly Fault[],
  denied: () => FakeError,
): Promise<FakeResponse | null> {
  for (const fault of faults) {
    if (fault.kind === 'slow') await sleep(fault.ms)
    if (fault.kind === 'drop') return 'drop'
    if (fault.kind === 'error') throw new FakeError(fault.error, fault.message)
    if (fault.kind === 'deny') throw denied()
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

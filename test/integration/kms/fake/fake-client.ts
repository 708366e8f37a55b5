import { KMS } from '@aws-sdk/client-kms'
import type { KmsFake } from '../../../fakes/kms/start-kms-fake.ts'

/** AWS's own client of a fake, which tries each call once. */
export function clientOf(fake: KmsFake, region = fake.region, accessKey = fake.accessKey): KMS {
  const { accessKeyId, secretAccessKey, sessionToken } = accessKey
  return new KMS({
    endpoint: fake.endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) },
    maxAttempts: 1,
  })
}

/** What a call was refused with; `none` where it was not. */
export function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'none',
    (error: Error) => error.name,
  )
}

/** The access key of the sample account. It opens nothing but the sample, whose keys live as long as its process. */
export const sampleAccessKey = {
  accessKeyId: 'AKIAKEYHOLDSAMPLE000',
  secretAccessKey: 'keyhold-sample-account-nothing-to-protect',
}

/** What `npm run kms` says once it runs. */
export function kmsGuide(of: {
  readonly endpoint: string
  readonly region: string
  readonly startUrl: string
  /** The sample's MFA device. */
  readonly mfa: { readonly serial: string; readonly code: string }
}): string {
  const cli = `aws --profile keyhold-sample --endpoint-url ${of.endpoint} kms`
  return `Keyhold's own KMS with a sample account: ${of.endpoint}
Nothing here is AWS, and nothing is kept: Ctrl-C ends it and its keys.

Connect Keyhold
  1. Make a profile for it. In ~/.aws/credentials:
       [keyhold-sample]
       aws_access_key_id = ${sampleAccessKey.accessKeyId}
       aws_secret_access_key = ${sampleAccessKey.secretAccessKey}
  2. In Keyhold, Settings, Connections: that profile, the Regions eu-central-1, eu-west-1, us-east-1 and
     ap-southeast-2, and ${of.endpoint} as the endpoint of KMS and of STS.
  Sign-in instead: start URL ${of.startUrl}, with ${of.endpoint} as the endpoint to sign in at.
  The keys are in the account 111122223333.
  A role with a second factor: arn:aws:iam::111122223333:role/KeyAdministrator, with the MFA device
  ${of.mfa.serial}, whose code is ${of.mfa.code}.

Rehearse a rotation
  1. Encrypt some files under media-masters.
  2. On its page, Rotation, choose "Rotate now". Or: ${cli} rotate-key-on-demand --region ${of.region} --key-id KEY-ID
  3. Look at the timeline: the files are on an older material, and still open. Move them, and look again.
  4. Let time pass: type +60d and Enter here. The next automatic rotations happen, imports expire, deletions end.
`
}

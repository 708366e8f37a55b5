/** What can be tried with a key, by the operation's name in the API. */
export type TryAct =
  'encrypt' | 'decrypt' | 'reEncrypt' | 'sign' | 'verify' | 'mac' | 'verifyMac' | 'publicKey'

interface TryActWords {
  /** In the row of choices. */
  readonly name: string
  /** KMS's name of it. */
  readonly term: string
  readonly about: string
  readonly act: string
  /** Over the result. */
  readonly done: string
  readonly failed: string
}

/** Words of each act. */
export const tryActText: Readonly<Record<TryAct, TryActWords>> = {
  encrypt: {
    name: 'Encrypt',
    term: 'Encrypt',
    about: 'A short text or a small file, encrypted by AWS KMS itself. For anything larger use Files.',
    act: 'Encrypt',
    done: 'Encrypted',
    failed: 'It was not encrypted',
  },
  decrypt: {
    name: 'Open',
    term: 'Decrypt',
    about: 'Opens what this key encrypted here, or by “aws kms encrypt”.',
    act: 'Open',
    done: 'Opened',
    failed: 'It was not opened',
  },
  reEncrypt: {
    name: 'Move to another key',
    term: 'ReEncrypt',
    about: 'AWS KMS opens it and encrypts it under another key. The text never leaves AWS.',
    act: 'Move',
    done: 'Moved',
    failed: 'It was not moved',
  },
  sign: {
    name: 'Sign',
    term: 'Sign',
    about: 'A signature that anybody with the public key can verify.',
    act: 'Sign',
    done: 'Signed',
    failed: 'It was not signed',
  },
  verify: {
    name: 'Verify',
    term: 'Verify',
    about: 'Whether a signature belongs to this text and this key.',
    act: 'Verify',
    done: 'Verified',
    failed: 'It was not verified',
  },
  mac: {
    name: 'Make a MAC',
    term: 'GenerateMac',
    about: 'A code by which whoever may use this key can tell that a text is unchanged.',
    act: 'Make MAC',
    done: 'Made the MAC',
    failed: 'No MAC was made',
  },
  verifyMac: {
    name: 'Check a MAC',
    term: 'VerifyMac',
    about: 'Whether a MAC belongs to this text and this key.',
    act: 'Check',
    done: 'Checked',
    failed: 'It was not checked',
  },
  publicKey: {
    name: 'Public key',
    term: 'GetPublicKey',
    about: 'The public half of this key pair, for use outside of AWS. It is no secret.',
    act: 'Get public key',
    done: 'Public key',
    failed: 'The public key was not given',
  },
}

/** Words of the Try it tab. */
export const tryText = {
  title: 'Try it',
  acts: 'What to try',
  from: 'From',
  text: 'Text',
  blob: 'Base64',
  file: 'A file',
  textLabel: 'Text',
  blobLabel: 'What was encrypted, as Base64',
  bytesOf: (used: string, most: string) => `${used} of ${most} bytes`,
  fileNote: (most: string) => `You choose the file next. At most ${most} bytes of it are taken.`,
  hashedNote: (most: string) =>
    `You choose the file next. One over ${most} bytes is hashed here, where the algorithm allows it.`,
  context: 'Context pairs',
  contextNote: 'Opening needs the same pairs. Public: AWS writes them into CloudTrail. Never a secret.',
  contextOpen: 'The pairs that it was encrypted with, all of them.',
  toContext: 'Context pairs of the result',
  to: 'To key',
  toChoose: 'Choose a key of the same Region',
  toNone: 'No other key of this connection and Region encrypts.',
  algorithm: 'Algorithm',
  signature: 'Signature, as Base64',
  mac: 'MAC, as Base64',
  goesToAws:
    'What you enter goes to AWS KMS, encrypted on its way. CloudTrail notes the call and its context, never the text.',
  toFile: (act: string) => `${act} to a file…`,
  toFileShort: 'Save as file…',
  nothingYet: 'The result stands here.',
  working: 'AWS KMS is asked',
  result: 'Result',
  cleared: 'Clear',
  size: 'Size',
  key: 'By key',
  material: 'Key material',
  usedAlgorithm: 'Algorithm',
  savedAs: 'Saved as',
  holds: 'It holds',
  holdsText: 'The text is unchanged and this key made it.',
  holdsNot: 'It does not hold',
  holdsNotText: 'The text was changed, or another key made it.',
  notText: 'Not text. Shown as Base64.',
  openIt: 'Open it again',
  verifyIt: 'Verify it',
  checkIt: 'Check it',
  notOpened:
    'It is damaged or incomplete, was encrypted with other context pairs, or belongs to another key. AWS KMS does not say which.',
  closed: 'Nothing was chosen',
  needsText: 'Enter a text',
  needsBlob: 'Enter what was encrypted',
  noBase64: 'This is not Base64',
  tooLong: (most: string) => `At most ${most} bytes`,
  needsKey: 'Choose the key it moves to',
  needsProof: 'Enter the signature',
  needsMac: 'Enter the MAC',
  nothing: 'There is nothing to try with this key.',
  nothingText: 'AWS services use it for you. Nobody else may.',
} as const

import type { InspectedMessage, Inspection } from '../../../shared/model/inspection.ts'

type Message = InspectedMessage

/** Words of what a file says of itself. */
export const inspectText = {
  name: (file: string) => `${file}, inspected`,
  unproven: 'Nothing of this is proven yet',
  unprovenText:
    'It is what the file says of itself, and anyone could have written it. Verify proves it, with one of its keys.',
  verify: 'Verify',
  verifyAgain: 'Verify…',
  copyAll: 'Copy all',
  doors: 'Doors',
  doorsNote: 'any one of these opens the file',
  noDoors: 'No door at all',
  opens: 'This vault can open it now',
  material: 'Key material',
  provider: 'Provider',
  account: 'Account',
  inside: 'What it says',
  protection: 'Protection',
  suite: (suite: string, version: number) => `Suite ${suite}, message version ${version}`,
  size: 'Content',
  sizeSub: 'Plaintext, by the arithmetic of the format',
  sizeUnknown: 'Not known: the length fits no message',
  fileSize: 'File',
  frames: 'Frames',
  framesSub: 'Frame length',
  oneFrame: 'None: it is in one piece',
  oneFrameSub: 'Non-framed content',
  header: 'Header',
  headerHash: 'Header hash',
  headerHashSub: 'SHA-256; history knows the file by it',
  messageId: 'Message id',
  context: 'Context pairs',
  contextNote: 'Encryption context, readable by anyone',
  noContext: 'None',
  publicKey: 'The key that checks its signature',
  keptTime: 'The modification time that was kept',
} as const

/** Whether the end of the file is where its header and frames say. */
export const completeWords: Readonly<Record<Message['complete'], string>> = {
  complete: 'Complete',
  cut: 'The end is missing',
  tooLong: 'More bytes than belong to it',
}

/** Two sentences of what a suite promises beside its name. */
export function promises({ commits, signed }: Message): string {
  const commitment = commits
    ? 'Bound to one key.'
    : 'Not bound to one key: two keys could open it to two different contents.'
  return signed ? `${commitment} Signed by whoever made it.` : commitment
}

/** What is copied for a report: the inspection as it came, which holds no secret and no path. */
export const inspectionAsText = (inspection: Inspection): string =>
  JSON.stringify({ ...inspection, folder: undefined }, null, 2)

import type { RowId } from './row.ts'

/** What holds for every row. */
export const commonNote = `Seconds are medians of rounds; within a round the contenders take turns, each round begun by another one, and
a ratio is the median over the rounds of our time divided by theirs. Before each run all is flushed ("sync").
Keyhold runs in a process of its own with its worker threads; age, openssl and cp are started as programs, a few
milliseconds each; the SDK runs in the harness. Keyhold had one run before the first round, as its threads stay. No peer flushes what it writes or reads it back. "Durable" is our
time with every flush (journal, file, folder). "Verify" is the pass that reads a result back before it is published,
counted nowhere else. Peak memory is resident memory above idle of all our processes, sampled every 10 ms.
openssl authenticates nothing. Every contender's output was compared with the source once.`

const oneFile = `One file of random bytes. Counted: opening and checking the source, data key (a raw AES key in memory), staging and
  journal, every frame, publishing. Not counted: flushes and the verifying pass, which are beside it. Page cache warm
  for input and output: a copy of the input was written and removed just before.`
const opening = `One message, into a staged file that is published. Counted: header, data key, every frame authenticated, staging and
  journal, publishing. Not counted: flushes. Page cache warm, as for encrypting.`

/** What one figure counts and what it does not. */
export const notes: Readonly<Record<RowId, string>> = {
  'encrypt-1gib-1mib': oneFile,
  'decrypt-1gib-1mib': opening,
  'encrypt-1gib-8kib': `${oneFile} Frames as long as messages under KMS keys have by default.`,
  'decrypt-1gib-8kib': opening,
  'encrypt-1gib-4kib': `${oneFile} Frames as long as the SDKs' default.`,
  'decrypt-1gib-4kib': opening,
  'encrypt-1gib-signed': `${oneFile} Suite 0578: one sequential SHA-384 over the whole message bounds it. The peers sign nothing.`,
  'decrypt-1gib-signed': `${opening} Suite 0578: the signature is checked too. The SDK's messages are unsigned.`,
  'decrypt-1gib-nonframed': `${opening} A message without frames, written by the harness: one tag over all, so one sequential pass. The SDK's and age's messages are their own, framed.`,
  'verify-1gib': `One message authenticated from end to end, nothing written. age and the SDK decrypt into nothing; cp and openssl verify nothing.`,
  'move-1gib': `One message opened and encrypted anew in one pass. Not counted: flushes, and the verifying pass of the new message. age, openssl: two processes and a pipe; cp: a copy.`,
  'encrypt-10k-files': `10,000 files of 4 KiB in ten folders, one batch, one local key of a real keystore process (keychain in a file).
  Counted, unlike above: every flush, for each file is durable and published under its name. Not counted: planning
  (beside it) and reading back ("verify": how much longer a batch takes that does it). age, openssl: a process a
  file, one round. cp: one cp -r. The SDK: 16 files at once over buffers. None of them flushes.`,
  'decrypt-10k-files': `The same 10,000 messages opened again. Counted and not counted as for encrypting.`,
  'encrypt-10k-files-reuse': `As encrypt-10k-files, under one key of a stand-in for AWS KMS in our process, with one data key for many messages,
  and read back: the row is for the KMS calls. Without reuse it takes 10,000 to encrypt and 10,000 to read back.`,
  'encrypt-8gib': `One sparse file of 8 GiB, one round, contenders one after the other; without flushes, but so much is not
  kept in memory: writing waits for the disk. The row is for the memory; of the peers only cp runs, and it copies the
  holes as zeros.`,
  'decrypt-8gib': `As encrypting 8 GiB.`,
  'read-keys': `An account of 10,000 keys in a stand-in for AWS KMS in the harness, read by a profile that knows nothing: from
  making the connection until the last row is whole (ids, aliases, DescribeKey, rotation status, tags) and in the
  catalog. At half of each quota of AWS KMS at most, which is what bounds it (GetKeyRotationStatus: 500 a second); a
  run that passes a quota fails. The row is for time, calls and memory. No peer does this.`,
  'open-keys-page': `A start over the catalog of that reading: from making the services until the answer with all rows, checked against
  the contract and copied as for the page. The next reading begins behind it, and counts as KMS calls.`,
  'local-wraps': `10,000 data keys wrapped by a local key, 256 on their way at once, through the product's client and the
  port of a real keystore process (keychain in a file), each written to the activity log and flushed before its answer
  goes out. The aim is 5,000 a second.`,
  'local-list': `All 10,000 keys of a local store, as far as the main process, each checked against the contract on both
  sides of the port. The aim is under 200 ms.`,
  'local-unlock': `From asking a locked keystore process until its store is open: the keychain read, the file checked whole,
  its MAC and the log's. A store with one key and the log of the wraps, no passphrase. The aim is under 50 ms.`,
}

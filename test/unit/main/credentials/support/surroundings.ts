import { CredentialStates } from '../../../../../src/main/credentials/credential-state.ts'
import { KeyRowBook } from '../../../../../src/main/credentials/key-row-book.ts'
import type { ConnectionSurroundings } from '../../../../../src/main/credentials/open-connection.ts'
import { QuestionDesk } from '../../../../../src/main/credentials/question-desk.ts'
import { SealedSecrets } from '../../../../../src/main/credentials/sealed-secrets.ts'
import { MemoryKeyCache } from '../../../../support/memory-key-cache.ts'
import { RequestPaces } from '../../../../../src/main/keys/aws-kms/pace/request-paces.ts'
import { KeystoreDouble } from '../../doors/support/keystore-double.ts'

/** What connections share, in memory, with a clock that stands still. */
export function surroundings(parts: Partial<ConnectionSurroundings> = {}): ConnectionSurroundings {
  const questions = new QuestionDesk({ newId: () => crypto.randomUUID(), onChange: () => undefined })
  return {
    environment: {},
    now: () => new Date(0),
    paces: new RequestPaces(),
    cache: new MemoryKeyCache(),
    book: new KeyRowBook(),
    states: new CredentialStates(),
    questions,
    secrets: new SealedSecrets(new KeystoreDouble()),
    openPage: async () => undefined,
    onFailure: () => undefined,
    onChange: () => undefined,
    ...parts,
  }
}

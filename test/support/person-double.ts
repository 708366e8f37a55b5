import { randomUUID } from 'node:crypto'
import type { Connections } from '../../src/main/credentials/connections.ts'
import { KeystorePeople } from '../../src/main/doors/people-doors.ts'
import { VaultKeyServices } from '../../src/main/doors/vault-key-services.ts'
import type { RsaDoorOpener } from '../../src/main/keyrings/raw-rsa/rsa-door-opener.ts'
import { createPeople } from '../../src/main/people/create-people.ts'
import type { OwnCard, ReadCard } from '../../src/shared/model/people.ts'
import type { rsaHolder } from './rsa-holder.ts'
import { VaultBench } from './vault-bench.ts'
import { VaultKeystore } from './vault-keystore.ts'

type Kit = ReturnType<typeof rsaHolder>

/** Somebody with a keystore of their own, a key in it, and whatever of their main process concerns doors. */
export class PersonDouble {
  readonly #bench: VaultBench
  readonly keystore: VaultKeystore
  readonly keyServices: VaultKeyServices
  readonly calls: ReturnType<typeof createPeople>
  /** What the next dialog gives, and what was saved. */
  readonly files: { next: Uint8Array | null; saved: Uint8Array | null } = { next: null, saved: null }
  /** The recovery kit in use, and the one that files are opened with. */
  kit: Kit | null = null
  session: RsaDoorOpener | null = null
  readonly key: { service: 'local'; keyId: string }

  private constructor(bench: VaultBench, keystore: VaultKeystore, card: { name: string; keyId: string }) {
    const { name, keyId } = card
    this.#bench = bench
    this.keystore = keystore
    this.key = { service: 'local', keyId }
    keystore.instead.kitPublicKey = async () => this.kit && { kitId: 'KH-TEST', ...publicOf(this.kit) }
    keystore.instead.listKits = async () => []
    const people = new KeystorePeople(keystore, () => this.session)
    this.keyServices = new VaultKeyServices({ keystore, connections: noConnections, people })
    this.calls = createPeople({
      keystore,
      nameIfNone: name,
      files: {
        read: async () => this.files.next && { name: 'card', bytes: this.files.next, from: nowhere },
        place: async () => ({
          write: async (bytes: Uint8Array) => {
            this.files.saved = bytes
            return 'card.keyhold-card'
          },
        }),
      } as unknown as Parameters<typeof createPeople>[0]['files'],
    })
  }

  static async named(name: string): Promise<PersonDouble> {
    const bench = new VaultBench()
    const keystore = new VaultKeystore(await bench.startOpen())
    const { keyId } = await keystore.createKey({ alias: randomUUID(), description: '' })
    return new PersonDouble(bench, keystore, { name, keyId })
  }

  async card(): Promise<OwnCard> {
    return this.calls['people.ownCard']({})
  }

  /** Reads a card out of a file, and takes it in. Gives the colleague as a door. */
  async meet(other: PersonDouble, { compared = true, replaces = null as string | null } = {}) {
    const read = await this.read(await other.card())
    const { colleagues } = await this.calls['people.add']({
      cardId: read.cardId,
      name: read.name,
      compared,
      replaces,
    })
    const found = colleagues.find(({ fingerprint }) => fingerprint === read.fingerprint)
    if (found === undefined) throw new Error('the colleague was not taken in')
    return { service: 'colleague', colleagueId: found.colleagueId } as const
  }

  async read({ text }: Pick<OwnCard, 'text'>): Promise<ReadCard> {
    this.files.next = new TextEncoder().encode(`${text}\n`)
    const read = await this.calls['people.readCard']({ text: null })
    if (read === null) throw new Error('no card was read')
    return read
  }

  remove(): void {
    this.#bench.remove()
  }
}

function publicOf({ fingerprint, publicKey }: Kit) {
  return { fingerprint, publicKey }
}

const nowhere = { path: '/', size: 0, writtenAt: null }

const noConnections = {
  questions: () => [],
  onQuestions: () => () => {},
  rows: async () => [],
  waysTo: async () => [],
} as unknown as Connections

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Connections } from '../../../src/main/credentials/connections.ts'
import type { SecretKeeper } from '../../../src/main/credentials/sealed-secrets.ts'
import type { StoredConnections } from '../../../src/main/credentials/stored-connections.ts'
import { MemoryKeyCache } from '../../support/memory-key-cache.ts'
import type { Connection, ConnectionDraft } from '../../../src/shared/model/connection.ts'
import { startAwsFake, type AwsFake } from '../../fakes/aws/start-aws-fake.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'

/** Connections over the project's own AWS: KMS, STS and IAM Identity Center behind one port. */
export class ConnectionsWorld {
  readonly aws: AwsFake
  readonly folder: string
  readonly keeper: SecretKeeper
  readonly cache = new MemoryKeyCache()
  /** Addresses that the browser was sent to. */
  readonly pages: string[] = []
  /** What the browser does with an address; nothing where a person looks at it only. */
  browser: (url: string) => Promise<unknown> = (url) => fetch(url)
  document: StoredConnections | undefined
  /** Ahead of this computer's clock, milliseconds. */
  ahead = 0
  connections: Connections

  constructor(aws: AwsFake, folder: string, keeper: SecretKeeper) {
    this.aws = aws
    this.folder = folder
    this.keeper = keeper
    this.connections = this.open()
  }

  static async start(keeper: SecretKeeper = new KeystoreDouble()): Promise<ConnectionsWorld> {
    const aws = await startAwsFake()
    return new ConnectionsWorld(aws, await mkdtemp(join(tmpdir(), 'keyhold-connections-')), keeper)
  }

  /** As after a start of the app: the same documents, nothing in memory. */
  open(): Connections {
    this.connections = new Connections({
      storage: {
        read: async () => this.document,
        write: async (next) => {
          this.document = structuredClone(next)
        },
      },
      environment: {
        HOME: this.folder,
        AWS_CONFIG_FILE: join(this.folder, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(this.folder, 'credentials'),
      },
      now: () => new Date(Date.now() + this.ahead),
      newId: () => crypto.randomUUID(),
      limits: { maxAttempts: 2 },
      cache: this.cache,
      keeper: this.keeper,
      openPage: async (url) => {
        this.pages.push(url)
        void this.browser(url).catch(() => undefined)
      },
    })
    return this.connections
  }

  draft(change: Partial<ConnectionDraft> = {}): ConnectionDraft {
    const { endpoint } = this.aws
    return {
      name: 'Studio',
      credentials: { from: 'profile', profile: 'test' },
      roles: [],
      regions: ['eu-central-1'],
      endpoint,
      stsEndpoint: endpoint,
      signInEndpoint: endpoint,
      ...change,
    }
  }

  sso(change: Partial<Extract<ConnectionDraft['credentials'], { from: 'sso' }>> = {}): ConnectionDraft {
    const { startUrl } = this.aws.sso
    const credentials = { from: 'sso', startUrl, ssoRegion: 'us-east-1', account: null, role: null } as const
    return this.draft({ credentials: { ...credentials, ...change } })
  }

  writeCredentials(text = this.aws.kms.credentialsFile('test')): Promise<void> {
    return writeFile(join(this.folder, 'credentials'), text)
  }

  writeConfig(text: string): Promise<void> {
    return writeFile(join(this.folder, 'config'), text)
  }

  /** Waits until a connection is as `isSo` says, and shows it. */
  async until(id: string, isSo: (shown: Connection) => boolean): Promise<Connection> {
    for (;;) {
      const changed = Promise.withResolvers<void>()
      const stop = this.connections.onChange(changed.resolve)
      const shown = await this.shown(id)
      if (isSo(shown)) {
        stop()
        return shown
      }
      await changed.promise
      stop()
    }
  }

  /** Waits until reading its keys came to an end. */
  settled(id: string): Promise<Connection> {
    return this.until(id, ({ status }) => status.state === 'read' || status.state === 'failed')
  }

  async shown(id: string): Promise<Connection> {
    const found = (await this.connections.list()).find((connection) => connection.id === id)
    if (found === undefined) throw new Error('the connection is gone')
    return found
  }

  /** Waits for the next question, and answers it. */
  async answer(code: string | null): Promise<void> {
    while (this.connections.questions().length === 0) {
      const asked = Promise.withResolvers<void>()
      const stop = this.connections.onQuestions(asked.resolve)
      if (this.connections.questions().length === 0) await asked.promise
      stop()
    }
    const [question] = this.connections.questions()
    this.connections.answer(question?.id ?? '', code)
  }

  async stop(): Promise<void> {
    await this.connections.close()
    await this.aws.stop()
    await rm(this.folder, { recursive: true, force: true })
  }
}

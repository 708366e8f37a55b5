import { handleRequest } from '../kms/handle-request.ts'
import { newFakeWorld } from '../kms/new-world.ts'
import { serveWorld, type KmsFake, type KmsFakeOptions } from '../kms/start-kms-fake.ts'
import { ssoService } from '../sso/sso-service.ts'
import { newSsoWorld, type SsoWorld } from '../sso/sso-world.ts'
import type { FakeRole } from '../sts/fake-roles.ts'
import { stsService } from '../sts/sts-service.ts'

/** KMS, STS and IAM Identity Center over one world: access keys that one gives are good for the others. */
export interface AwsFake {
  /** The endpoint of all three: KMS, STS, sso-oidc with the portal. */
  readonly endpoint: string
  readonly kms: KmsFake
  /** Lets a role be assumed. Without `mfa` and `externalId` it asks for neither; everybody is trusted. */
  addRole(role: Partial<FakeRole> & Pick<FakeRole, 'arn'>): FakeRole
  readonly sso: SsoWorld
  stop(): Promise<void>
}

/** Starts all of them on one port of this computer. */
export async function startAwsFake(options: KmsFakeOptions = {}): Promise<AwsFake> {
  const world = newFakeWorld(options.now)
  const sso = newSsoWorld()
  const roles: FakeRole[] = []
  const kmsService = { serves: () => true, handle: handleRequest }
  const kms = await serveWorld(world, options, [ssoService(sso), stsService(roles), kmsService])
  return {
    endpoint: kms.endpoint,
    kms,
    addRole: (role) => {
      const made = { externalId: null, mfa: null, trusts: null, ...role }
      roles.push(made)
      return made
    },
    sso,
    stop: () => kms.stop(),
  }
}

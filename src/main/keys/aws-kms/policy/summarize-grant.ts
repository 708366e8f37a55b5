import type { GrantListEntry } from '@aws-sdk/client-kms'
import type { KeyGrant } from '../../../../shared/model/key-page.ts'
import { serviceName } from './tied-services.ts'

/** A grant as ListGrants tells it. Names, `service` included, are of the grantee as KMS writes it. */
export function summarizeGrant(grant: GrantListEntry): KeyGrant {
  const { Constraints, IssuingAccount } = grant
  const grantee = grant.GranteePrincipal ?? grant.GranteeServicePrincipal ?? ''
  const retiring = grant.RetiringPrincipal ?? grant.RetiringServicePrincipal ?? null
  const equals = Constraints?.EncryptionContextEquals
  const subset = Constraints?.EncryptionContextSubset
  const named = grant.Name === undefined || grant.Name === '' ? null : grant.Name
  return {
    id: grant.GrantId ?? '',
    name: named,
    grantee,
    retiring,
    issuedBy: IssuingAccount ?? null,
    operations: grant.Operations ?? [],
    constraint: constraintOf('equals', equals) ?? constraintOf('subset', subset),
    sourceArn: Constraints?.SourceArn ?? null,
    createdAt: grant.CreationDate?.toISOString() ?? null,
    service: granteeService(grantee) ?? granteeService(retiring ?? ''),
  }
}

function constraintOf(
  kind: 'equals' | 'subset',
  pairs: Record<string, string> | undefined,
): KeyGrant['constraint'] {
  return pairs === undefined ? null : { kind, pairs }
}

const serviceRole = /:(?:role|assumed-role)\/aws-service-role\/([a-z0-9.-]+)\//

/**
 * The AWS service that a principal is: a service principal (`rds.eu-central-1.amazonaws.com`), its service-linked role,
 * or the internal principal that EBS gives grants to (`…:assumed-role/aws:ec2-infrastructure/…`). Null for anybody else.
 */
export function granteeService(principal: string): string | null {
  const linked = serviceRole.exec(principal)?.[1]
  if (linked !== undefined) return serviceName(linked)
  const infrastructure = /:assumed-role\/aws:([a-z0-9]+)-infrastructure\//.exec(principal)?.[1]
  if (infrastructure !== undefined) return infrastructure
  return /\.amazonaws\.com(\.cn)?$|\.aws\.internal$/.test(principal) ? serviceName(principal) : null
}

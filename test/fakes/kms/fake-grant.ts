export interface FakeGrant {
  readonly id: string
  readonly token: string
  readonly name: string | null
  readonly grantee: string
  readonly retiring: string | null
  readonly issuingAccount: string
  readonly operations: readonly string[]
  readonly subset: Readonly<Record<string, string>> | null
  readonly equals: Readonly<Record<string, string>> | null
  readonly sourceArn: string | null
  readonly createdAt: Date
}

/** Whether a grant lets a principal do it: ReEncrypt asks for both of its halves by their own names. */
export function grantAllows(
  grant: FakeGrant,
  {
    operation,
    arn,
    context,
  }: { operation: string; arn: string; context: readonly (readonly [string, string])[] },
): boolean {
  if (grant.grantee !== arn || !grant.operations.includes(operation)) return false
  const given = new Map(context)
  const pairs = Object.entries(grant.equals ?? grant.subset ?? {})
  if (grant.equals !== null && given.size !== pairs.length) return false
  return pairs.every(([name, value]) => given.get(name) === value)
}

/** Where a key lives, as far as its policy's ARNs depend on it. */
export interface PolicyScope {
  /** Twelve digits. */
  readonly account: string
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string
}

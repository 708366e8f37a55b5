/** A multi-Region key in one of its Regions. */
export interface RegionPlace {
  readonly arn: string
  readonly region: string
  readonly isPrimary: boolean
}

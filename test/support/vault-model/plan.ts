import type { Chance } from './chance.ts'
import type { Content, Model } from './model.ts'
import type { Factors, World } from './world.ts'

/** What is going to be done, and what may be lost by it. */
export interface Plan {
  readonly name: string
  readonly does: () => Promise<unknown>
  /** A person deletes that key for good. */
  readonly deletes?: string
  /** Another content comes in the place of the present one. */
  readonly target?: Content
  readonly factors?: Factors
  /** What it does is outside of the keystore, and is not broken on the way. */
  readonly outside?: boolean
  readonly changesProtection?: boolean
  /** An older copy of the store is put in its place, which has to be noticed. */
  readonly isOlder?: boolean
}

/** Where, and by which draws. */
export interface Place {
  readonly world: World
  readonly model: Model
  readonly chance: Chance
}

/** Undefined where there is nothing to do it with. */
export type Act = (place: Place) => Promise<Plan | undefined>

/** How often each of some acts is chosen. */
export type Weighted = readonly (readonly [number, Act])[]

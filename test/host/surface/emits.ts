type Listening<Events, Name extends keyof Events> = Name extends keyof Events
  ? (event: Name, listener: (...args: Extract<Events[Name], unknown[]>) => void) => unknown
  : never

type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer Together,
) => void
  ? Together
  : never

type Overloads<Events> = Intersection<Listening<Events, keyof Events>>

/**
 * The listening methods of an emitter, one overload for each event of the table `Events` (name to listener's arguments).
 * An event that the host never emits is in no table, so listening for it does not type-check.
 */
export interface Emits<Events> {
  readonly on: Overloads<Events>
  readonly once: Overloads<Events>
  readonly off: Overloads<Events>
  readonly removeListener: Overloads<Events>
}

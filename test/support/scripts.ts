/** What a scripted worker does with a task, by the task's size. */
export const scripts = {
  /** Ends at once. */
  finish: 1,
  /** Goes on until it is cancelled or asked to leave. */
  hold: 2,
  /** Ends its thread. */
  die: 3,
  /** Goes on whatever it is told. */
  deaf: 4,
  /** The second thread that gets the task dies, the first holds. */
  secondDies: 5,
} as const

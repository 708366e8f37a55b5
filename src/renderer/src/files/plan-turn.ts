let latest = 0

/**
 * Begins a question to the main process about the plan, or ends all. What it gives says whether no later one was begun:
 * a late answer to an older question is dropped.
 */
export function beginTurn(): () => boolean {
  const mine = ++latest
  return () => mine === latest
}

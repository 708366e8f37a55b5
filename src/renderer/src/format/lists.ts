/** Names in a sentence: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** A number with its noun: `1 file`, `12 files`, `1,284 files`. */
export function many(amount: number, one: string, several = `${one}s`): string {
  return `${new Intl.NumberFormat('en-GB').format(amount)} ${amount === 1 ? one : several}`
}

/** A long id or ARN shortened in the middle. */
export function shortened(text: string, head = 8, tail = 6): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}

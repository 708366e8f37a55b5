const maxDepth = 12
/** Room for the largest call: an answer, which is three values, for every file of the largest plan. */
const maxValues = 400_000

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/**
 * Whether a value is plain JSON-like data: nothing but objects, arrays, strings, finite numbers, booleans, null and
 * undefined, without a key named `__proto__`, not too deep and not too much. Asked before any schema sees a value that
 * came over IPC, where structured clone also lets maps, buffers and errors through (SECURITY.md points 17 and 22).
 */
export function isPlainData(value: unknown): boolean {
  let budget = maxValues
  const check = (each: unknown, depth: number): boolean => {
    budget -= 1
    if (budget < 0 || depth > maxDepth) return false
    if (each === null || each === undefined || typeof each === 'string' || typeof each === 'boolean')
      return true
    if (typeof each === 'number') return Number.isFinite(each)
    if (typeof each !== 'object') return false
    if (Array.isArray(each)) return each.length <= budget && each.every((item) => check(item, depth + 1))
    if (!isPlainObject(each) || Object.hasOwn(each, '__proto__')) return false
    return Object.values(each).every((item) => check(item, depth + 1))
  }
  return check(value, 0)
}

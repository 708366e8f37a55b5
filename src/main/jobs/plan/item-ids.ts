import { createHmac, randomBytes } from 'node:crypto'

/**
 * Ids for finds by their paths, the same for the same path as long as the function lives. Keyed, so that the page cannot
 * tell from an id whether a path that it guesses is there.
 */
export function itemIds(): (realPath: string) => string {
  const key = randomBytes(32)
  return (realPath) => createHmac('sha256', key).update(realPath).digest('base64url').slice(0, 22)
}

import { createHmac, randomBytes } from 'node:crypto'

/** The id of a find by its real path, and by which message it is where `headerHash` is given. */
export type ItemIds = (realPath: string, headerHash?: string) => string

/**
 * Ids for finds by their paths, the same for the same path as long as the function lives; by the header's hash as well
 * where one is given. Keyed, so that the page cannot
 * tell from an id whether a path that it guesses is there.
 */
export function itemIds(): ItemIds {
  const key = randomBytes(32)
  return (realPath, headerHash) =>
    createHmac('sha256', key)
      .update(`${realPath}\0${headerHash ?? ''}`)
      .digest('base64url')
      .slice(0, 22)
}

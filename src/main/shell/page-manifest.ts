import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The list the build writes beside the page's files; itself not on the list, so never served. */
export const pageManifestName = 'page-manifest.json'

// A name's parts never begin with a dot, so none can be `..`.
const pageManifest = z.array(z.string().regex(/^\w[\w.-]*(?:\/\w[\w.-]*)*$/)).min(1)

/** The names of the page's files below `root`, as the build wrote them. Throws where the list is missing or malformed. */
export function readPageManifest(root: string): readonly string[] {
  return pageManifest.parse(JSON.parse(readFileSync(join(root, pageManifestName), 'utf8')))
}

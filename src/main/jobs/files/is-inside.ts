import path from 'node:path'

/** True where `candidate` is `folder` itself or lies below it. Both absolute; links are the caller's to resolve. */
export function isInside(folder: string, candidate: string): boolean {
  const relative = path.relative(folder, candidate)
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
}

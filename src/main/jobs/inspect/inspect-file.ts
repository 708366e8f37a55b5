import path from 'node:path'
import type { Inspection } from '../../../shared/model/inspection.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { isVaultError } from '../../../shared/vault-error.ts'
import type { KeyServices } from '../../doors/key-services.ts'
import { openSource } from '../file/open-source.ts'
import { readMessageHeader } from '../file/read-message-header.ts'
import type { Files } from '../files/files.ts'
import { checkPath } from '../plan/check-path.ts'
import { folderLabel } from '../plan/folder-label.ts'
import { protectedFolders } from '../plan/protected-folders.ts'
import { lookingLimitsOf } from '../preferences.ts'
import type { JobPreferences } from '../preferences.ts'
import { describeMessage } from './describe-message.ts'
import { findEnd } from './find-end.ts'

export interface InspectServices {
  readonly files: Files
  readonly keyServices: KeyServices
  readonly preferences: () => JobPreferences
  /** Folders of the app's own: nothing in them is looked at. */
  readonly protectedFolders: readonly string[]
  readonly homeFolder: string
}

/**
 * Tells what a file says of itself, without any key and with a few bounded reads. Whatever stands in the way is a
 * problem of the inspection. Throws PATH_NOT_ALLOWED alone: for a place of the app's own, and for what is no path.
 */
export async function inspectFile(given: string, services: InspectServices): Promise<Inspection> {
  const { files, homeFolder } = services
  const isProtected = await protectedFolders(files, services.protectedFolders)
  const at = path.resolve(given)
  const known = {
    name: path.basename(at),
    folder: folderLabel(path.dirname(at), homeFolder),
    size: 0,
    message: null,
    problem: null,
  }
  let size = 0
  try {
    const checked = await checkPath(files, given, isProtected)
    const { file, facts } = await openSource(files, checked.path)
    try {
      ;({ size } = facts)
      const header = await readMessageHeader(file, size, lookingLimitsOf(services.preferences()))
      const end = await findEnd(file, header, size)
      const doors = await services.keyServices.recognise(header.encryptedDataKeys)
      return { ...known, size, message: describeMessage(header, doors, end) }
    } finally {
      await file.close().catch(() => {})
    }
  } catch (error) {
    if (isVaultError(error) && error.code === 'PATH_NOT_ALLOWED') throw error
    return { ...known, size, problem: problemOf(error) }
  }
}

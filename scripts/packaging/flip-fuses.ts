import { join } from 'node:path'
import { flipFuses } from '@electron/fuses'
import type { AfterPackContext } from 'electron-builder'
import { electronFuses } from '../fuses.ts'

/**
 * Sets the fuses in the packed binary, before it is signed. electron-builder 26 carries an @electron/fuses that does not
 * know the newest fuse and drops `strictlyRequireAllFuses`, so its own `electronFuses` key is not used.
 */
export async function flipPackedFuses(context: AfterPackContext): Promise<void> {
  const name = context.packager.appInfo.productFilename
  const binaries: Readonly<Record<string, string>> = {
    darwin: `${name}.app`,
    mas: `${name}.app`,
    win32: `${name}.exe`,
    linux: 'keyhold',
  }
  const binary = binaries[context.electronPlatformName]
  if (binary === undefined) throw new Error(`no fuses for ${context.electronPlatformName}`)
  await flipFuses(join(context.appOutDir, binary), {
    ...electronFuses,
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
  })
}

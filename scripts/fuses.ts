import { FuseV1Options, FuseVersion, type FuseConfig } from '@electron/fuses'

/**
 * Electron's fuses, each with its reason (SECURITY.md, "Fuses"). The one place: packaging flips them and a unit test
 * holds them to the list. `strictlyRequireAllFuses`: an Electron upgrade that brings a new fuse fails the packaging
 * until somebody decides about it.
 */
export const electronFuses: FuseConfig<boolean> = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // ELECTRON_RUN_AS_NODE would turn the signed app into a plain Node for anybody.
  [FuseV1Options.RunAsNode]: false,
  // The cookie store is encrypted with the OS's cryptography, though the page sets no cookie.
  [FuseV1Options.EnableCookieEncryption]: true,
  // NODE_OPTIONS could load foreign code into the app.
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  // --inspect would let another program of the same user drive the main process.
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // The app's archive is checked against a hash in the signed binary (macOS and Windows).
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  // A folder named `app` beside the archive is not loaded in its place.
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // There is no snapshot of our own for the main process: with this on, the app would not open.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // The page is served from app://, so file:// needs no privileges.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Bounds checks of WebAssembly stay with the processor's traps; turning this off only costs speed.
  [FuseV1Options.WasmTrapHandlers]: true,
}

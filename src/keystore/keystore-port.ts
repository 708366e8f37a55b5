/** The keystore process's end of its port to the main process. */
export interface KeystorePort {
  /** Clones the message before it returns, so that the sender may wipe what it sent. */
  postMessage(message: unknown): void
  /** Set once; messages that came before are kept for it. */
  onMessage(listener: (data: unknown) => void): void
}

import { call } from '../data/call.ts'
import { attempt } from '../data/trouble.ts'
import { troubleText } from '../words/trouble-text.ts'

/** Begins to sign in to a connection, or has its credentials read anew. What comes of it is the connection's state. */
export const signInTo = (id: string, by: 'browser' | 'device'): Promise<boolean> =>
  attempt(troubleText.signIn, () => call('connections.signIn', { id, by }))

/** Gives up a sign-in. */
export const cancelSignIn = (id: string): Promise<boolean> =>
  attempt(troubleText.signIn, () => call('connections.cancelSignIn', { id }))

/** Signs out: tokens are forgotten here and at the service. */
export const signOutOf = (id: string): Promise<boolean> =>
  attempt(troubleText.signOut, () => call('connections.signOut', { id }))

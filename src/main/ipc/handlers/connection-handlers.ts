import type { ActivityNotes } from '../../activity/record-activity.ts'
import { signInEntry } from '../../activity/connection-activity.ts'
import type { HandlersOf } from '../../../shared/handlers-of.ts'
import type { Connections } from '../../credentials/connections.ts'
import { testConnection } from '../../credentials/test-connection.ts'

export interface ConnectionCallServices {
  readonly connections: Connections
  /** The activity log is told how sign-ins end. */
  readonly activityNotes?: Pick<ActivityNotes, 'note'>
}

/** Calls about the connections to AWS. No answer holds a secret, a token or a code. */
export function connectionHandlers({
  connections,
  activityNotes,
}: ConnectionCallServices): HandlersOf<'connections'> {
  const { signIns } = connections
  return {
    'connections.list': async () => ({ connections: [...(await connections.list())] }),
    'connections.save': ({ id, draft, secret }) => connections.save(id, draft, secret),
    'connections.remove': async ({ id }) => {
      await connections.remove(id)
      return {}
    },
    'connections.profiles': async () => {
      const { profiles, environment } = await connections.sources()
      return { profiles: [...profiles], environment }
    },
    'connections.test': async ({ id }) =>
      testConnection({ connection: await connections.opened(id), clock: () => performance.now() }),
    'connections.signIn': async ({ id, by }) => {
      await connections.opened(id)
      // What comes of it is the connection's state, and an event.
      void signIns.signIn(id, by).then(
        () => activityNotes?.note(signInEntry(id, by)),
        (error: unknown) => activityNotes?.note(signInEntry(id, by, error)),
      )
      return {}
    },
    'connections.cancelSignIn': async ({ id }) => {
      await signIns.cancel(id)
      return {}
    },
    'connections.signOut': async ({ id }) => {
      await signIns.signOut(id)
      return {}
    },
    'connections.ssoRoles': async ({ id }) => ({ roles: [...(await signIns.roles(id))] }),
    'connections.questions': () => ({ questions: [...connections.questions()] }),
    'connections.answer': ({ questionId, code }) => {
      connections.answer(questionId, code)
      return {}
    },
    'connections.allowAccount': async ({ id, account }) => {
      await connections.allowAccount(id, account)
      return {}
    },
  }
}

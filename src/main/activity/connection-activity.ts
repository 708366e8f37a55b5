import type { HandlersOf } from '../../shared/handlers-of.ts'
import { plainActivity, type NewActivity } from '../../shared/model/activity.ts'
import { isVaultError } from '../../shared/vault-error.ts'

type ConnectionHandlers = HandlersOf<'connections'>

/** The calls about connections, of which those that change who may do what are noted. A name is in `details` alone. */
export function noteConnectionActivity(
  note: (entry: NewActivity) => void,
  handlers: ConnectionHandlers,
): ConnectionHandlers {
  return {
    ...handlers,
    'connections.save': async (input) => {
      const saved = await handlers['connections.save'](input)
      note(access('saveConnection', { connection: saved.id }, { name: saved.name }))
      return saved
    },
    'connections.remove': async (input) => {
      const done = await handlers['connections.remove'](input)
      note(access('removeConnection', { connection: input.id }))
      return done
    },
    'connections.signOut': async (input) => {
      const done = await handlers['connections.signOut'](input)
      note(access('signOut', { connection: input.id }))
      return done
    },
    'connections.allowAccount': async (input) => {
      const done = await handlers['connections.allowAccount'](input)
      note(access('allowAccount', { connection: input.id, account: input.account }))
      return done
    },
  }
}

/** How a sign-in ended: `error` undefined = signed in. A person who closed it has not been refused. */
export function signInEntry(connection: string, by: string, error?: unknown): NewActivity {
  const code = error === undefined ? null : isVaultError(error) ? error.code : 'INTERNAL'
  return { ...access('signIn', { connection, by }), code }
}

function access(
  what: string,
  facts: NewActivity['facts'],
  details: NewActivity['details'] = null,
): NewActivity {
  return { ...plainActivity, area: 'access', what, facts, details }
}

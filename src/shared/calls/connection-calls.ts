import { z } from 'zod'
import {
  connection,
  connectionDraft,
  connectionTest,
  credentialQuestion,
  profile,
  ssoRole,
} from '../model/connection.ts'
import { nothing, id } from './parts.ts'

/** Calls about connections to AWS. */
export const connectionCalls = {
  'connections.list': { in: nothing, out: z.strictObject({ connections: z.array(connection) }) },
  /** `secret`: of an access key typed in by hand; it is sealed in the keystore and never comes back. Null keeps the one there. */
  'connections.save': {
    in: z.strictObject({
      id: id.nullable(),
      draft: connectionDraft,
      secret: z
        .strictObject({
          secretAccessKey: z.string().min(16).max(256),
          sessionToken: z.string().max(16_384).nullable(),
        })
        .nullable(),
    }),
    out: connection,
  },
  'connections.remove': { in: z.strictObject({ id }), out: nothing },
  'connections.profiles': {
    in: nothing,
    out: z.strictObject({ profiles: z.array(profile), environment: z.boolean() }),
  },
  'connections.test': { in: z.strictObject({ id }), out: connectionTest },
  /** Begins to sign in: in the system's browser, or by a code that is typed there. Answers at once; events tell the rest. */
  'connections.signIn': {
    in: z.strictObject({ id, by: z.enum(['browser', 'device']) }),
    out: nothing,
  },
  'connections.cancelSignIn': { in: z.strictObject({ id }), out: nothing },
  'connections.signOut': { in: z.strictObject({ id }), out: nothing },
  /** The accounts and roles of a connection that is signed in. */
  'connections.ssoRoles': {
    in: z.strictObject({ id }),
    out: z.strictObject({ roles: z.array(ssoRole).max(5000) }),
  },
  /** Questions that wait for a person now. */
  'connections.questions': {
    in: nothing,
    out: z.strictObject({ questions: z.array(credentialQuestion) }),
  },
  /** Null: the person would rather not; the call that needed it fails with CANCELLED. */
  'connections.answer': {
    in: z.strictObject({
      questionId: id,
      code: z
        .string()
        .regex(/^\d{6,8}$/)
        .nullable(),
    }),
    out: nothing,
  },
  'connections.allowAccount': {
    in: z.strictObject({ id, account: z.string().regex(/^\d{12}$/) }),
    out: nothing,
  },
} as const

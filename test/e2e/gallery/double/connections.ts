import type { Answers } from './answers.ts'

/** Answers of testing a connection and of signing in. */
export const connectionAnswers: Pick<
  Answers,
  | 'connections.test'
  | 'connections.signIn'
  | 'connections.cancelSignIn'
  | 'connections.signOut'
  | 'connections.ssoRoles'
  | 'connections.questions'
  | 'connections.answer'
> = {
  'connections.test': () => ({ identity: null, identityProblem: null, regions: [], actions: [] }),
  'connections.signIn': () => ({}),
  'connections.cancelSignIn': () => ({}),
  'connections.signOut': () => ({}),
  'connections.ssoRoles': () => ({ roles: [] }),
  'connections.questions': () => ({ questions: [] }),
  'connections.answer': () => ({}),
}

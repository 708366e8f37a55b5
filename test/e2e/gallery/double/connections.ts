import type { Answers } from './answers.ts'

/** Answers of this area, to be filled in. */
export const connectionAnswers = {} as Pick<
  Answers,
  | 'connections.test'
  | 'connections.signIn'
  | 'connections.cancelSignIn'
  | 'connections.signOut'
  | 'connections.ssoRoles'
  | 'connections.questions'
  | 'connections.answer'
>

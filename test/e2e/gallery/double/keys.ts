import type { AnswersOf } from './answers.ts'

/** Answers of this area, to be filled in. */
export const keyAnswers = {} as AnswersOf<'key'>

/** What is wrong with a text that should be a policy, by the reader's reason. */
const reasons: Readonly<Record<string, string>> = {
  jsonColonMissing: 'a colon is missing',
  jsonKeyTwice: 'this name is there twice',
  jsonListNotClosed: 'a comma or the closing bracket ] is missing',
  jsonMoreAfterEnd: 'the document ended before this',
  jsonNumberTooLarge: 'this number is too large',
  jsonObjectNotClosed: 'a comma or the closing brace } is missing',
  jsonStringExpected: 'a text in double quotes is missing, or is not closed',
  jsonTooDeep: 'the brackets are nested too deep',
  jsonValueExpected: 'a value is missing, or is not written as JSON has it',
  policyStatementMissing: 'a policy needs statements, each with an effect of Allow or Deny',
}

/** A fault in a sentence: `a comma or the closing bracket is missing`. `message`: said where the reason is not known. */
export const policyFaultWords = (reason: string | null, message: string): string =>
  (reason === null ? undefined : reasons[reason]) ?? message

/** Lets what was put off until the answer is out come to its turn. */
export async function afterAnswers(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

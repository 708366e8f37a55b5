import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english } from '@zxcvbn-ts/language-en'

const guesser = new ZxcvbnFactory({ dictionary: { ...common, ...english }, graphs: adjacencyGraphs })

/**
 * How hard a passphrase is to guess, as a power of two. Its word lists are large: only an `import()` leads here, so that
 * they are a chunk of their own.
 */
export const measureStrength = (passphrase: string): number =>
  guesser.check(passphrase.normalize('NFKC')).guessesLog10 * Math.log2(10)

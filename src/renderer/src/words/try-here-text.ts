import { type TryAct, tryActText, tryText } from './try-text.ts'

const aboutHere: Partial<Readonly<Record<TryAct, string>>> = {
  encrypt: 'A short text or a small file, encrypted inside the keystore. For anything larger use Files.',
  decrypt: 'Opens what this key encrypted here.',
  reEncrypt:
    'The keystore opens it and encrypts it under another key of this computer. The text does not come out.',
  publicKey: 'The public half of this key pair, for use anywhere. It is no secret.',
}

/** What an act is, of a key of this computer or of AWS KMS. */
export const tryAbout = (act: TryAct, here: boolean): string =>
  (here ? aboutHere[act] : undefined) ?? tryActText[act].about

const wordsHere = {
  contextNote: 'Opening needs the same pairs. They are not secret.',
  toChoose: 'Choose a key of this computer',
  toNone: 'No other key of this computer encrypts.',
  goes: 'It all happens in the keystore of this computer. Nothing but the result comes out, and nothing goes to AWS.',
  working: 'The keystore is asked',
} as const

type Words = Readonly<Record<keyof typeof wordsHere, string>>

/** The sentences of the Try it tab that differ by where the key is. */
export const tryPlaceText = (here: boolean): Words =>
  here ? wordsHere : { ...tryText, goes: tryText.goesToAws }

/** Words of the section People: one's own card, and those of colleagues. */
export const peopleText = {
  intro:
    'Give your card to a colleague, and take theirs. Then each of you can encrypt files that the other one opens, with nothing secret sent.',
  own: 'Your card',
  ownNote: 'It holds nothing secret. Send it, print it or show it.',
  ownName: 'Name',
  name: 'Name on the card',
  changeName: 'Change name',
  fingerprint: 'Fingerprint',
  qr: 'Your card as a QR code',
  save: 'Save card…',
  copy: 'card',
  saved: (name: string) => `Saved as ${name}`,
  notSaved: 'Your card was not saved',
  notRead: 'Your card could not be read',
  colleagues: 'Colleagues',
  import: 'Import card…',
  fromFile: 'A card file…',
  fromQr: 'A picture of its QR code…',
  noQr: 'There is no QR code in this picture, or it is not sharp enough. Use the card file, or a larger picture.',
  none: 'No colleagues yet',
  noneText:
    'Ask a colleague for their card. In their Keyhold it is here, under People. Import it, compare the fingerprint with them, and they are offered as a door wherever you choose where to encrypt to.',
  notList: 'Your colleagues could not be read',
  compared: 'Compared',
  notCompared: 'Not compared',
  notComparedNote:
    'Nobody has said that this fingerprint is theirs. Compare it before you send anything that matters.',
  markCompared: 'Compare fingerprints…',
  former: (fingerprint: string) => `Their card changed. Before, it was ${fingerprint}`,
  more: (name: string) => `More about ${name}`,
  rename: 'Rename…',
  remove: 'Remove…',
  cancel: 'Cancel',
  close: 'Close',
} as const

/** Words of taking in a card. */
export const cardText = {
  title: (name: string) => `Card of ${name}`,
  needChoice: 'Say whether you compared it',
  needName: 'A name is needed',
  changedTitle: (name: string) => `The card of ${name} has changed`,
  changedNote: 'Compare before you replace it',
  changed: (name: string) =>
    `You have ${name} here with another key. That is so when they use a new computer or a new keystore. It is also what somebody would send who wants to read what is meant for ${name}.`,
  known: (name: string) => `You have this key already, as ${name}. Nothing but the name would change.`,
  own: 'This is your own card. Give it to a colleague, and import theirs.',
  theirs: 'On this card',
  before: 'Until now',
  yours: 'Yours, for them to compare',
  compareTitle: 'Compare it with them by voice or in person',
  compareText:
    'Call them, or meet them, and read both fingerprints to each other. A message or mail will not do: whoever exchanged the card could have exchanged that too.',
  did: 'I compared it, and it is the same',
  later: 'I will compare it later',
  laterNote: 'You can encrypt to them. The card is marked as not compared until you do.',
  name: 'Name here',
  add: 'Add colleague',
  replace: 'Replace the card',
  keep: 'Keep the old card',
  update: 'Take over',
  notAdded: 'The card was not taken in',
} as const

/** Words of changing what is known of a colleague. */
export const colleagueText = {
  renameTitle: (name: string) => `Rename ${name}`,
  rename: 'Rename',
  notMarked: 'It was not marked as compared',
  done: 'Done',
  notRenamed: 'The name was not changed',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText: (name: string) =>
    `${name} is no longer offered as a door. Files that you encrypted for ${name} stay as they are, and still open there.`,
  keep: 'Keep',
  remove: 'Remove',
  notRemoved: 'The colleague was not removed',
  ownTitle: 'Name on your card',
  ownNote: 'Colleagues who have your card already keep the name that they gave you.',
  set: 'Set name',
} as const

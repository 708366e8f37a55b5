import { many } from '../format/lists.ts'

const noFile = 'Files that are encrypted already name the key itself, never an alias.'

/** Words of the Aliases tab. */
export const aliasesText = {
  reading: 'Reading the aliases',
  failed: 'The aliases could not be read',
  title: (amount: number) => (amount === 0 ? 'No alias' : many(amount, 'alias', 'aliases')),
  about: `Names by which people and programs call the key in this account and Region. ${noFile}`,
  aboutLocal: `Names by which you call the key on this computer. The first one is shown in lists. ${noFile}`,
  aboutAws: 'AWS names the keys that it manages. Those names cannot be changed.',
  name: 'Alias',
  madeAt: 'Made',
  changedAt: 'Points here since',
  add: 'Add an alias',
  prefix: 'alias/',
  field: 'New alias',
  addAct: 'Add',
  pointHere: 'Point it here…',
  faults: {
    empty: 'A name is needed',
    characters: 'Letters, digits and / _ - only',
    tooLong: 'A name has at most 250 characters',
    reserved: 'Names that begin with aws/ are AWS’s own',
    hiddenCharacters: 'A name cannot hold invisible characters',
    tooLongHere: 'A name has at most 64 characters',
    hasAlready: 'The key has this name already',
    tooMany: 'A key has at most 50 aliases',
  },
  keyOf: (id: string) => `the key ${id}`,
  taken: (owner: string) => `This alias points at ${owner} now.`,
  added: (name: string) => `Added the alias ${name}`,
  notAdded: 'The alias was not added',
  retargetTitle: (name: string) => `Point “${name}” at this key?`,
  retargetText: (name: string, owner: string) =>
    `Whoever encrypts to alias/${name} uses this key from then on, and no longer ${owner}.`,
  retargetFiles: `Nothing happens to old files. ${noFile} What was encrypted under the other key still needs that one.`,
  retargetAct: 'Point it here',
  retargeted: (name: string) => `${name} points at this key`,
  notRetargeted: 'The alias was not moved',
  keep: 'Cancel',
  remove: 'Delete…',
  removeOf: (name: string) => `Delete the alias ${name}`,
  removeTitle: (name: string) => `Delete the alias “${name}”?`,
  removeTextLocal:
    'The key stays as it is, under its other names or its id alone. You can give it the name again.',
  retargetTextLocal: (name: string, owner: string) =>
    `“${name}” names this key from then on, and no longer ${owner}.`,
  removeText: (name: string) =>
    `Programs that call alias/${name} get an error until it points at a key again. The key itself stays as it is.`,
  removeFiles: `Nothing happens to old files. ${noFile} They open as before.`,
  removeAct: 'Delete alias',
  removed: (name: string) => `Deleted the alias ${name}`,
  notRemoved: 'The alias was not deleted',
} as const

/** Words of the Tags tab. */
export const tagsText = {
  title: (amount: number) => (amount === 0 ? 'No tag' : many(amount, 'tag')),
  about:
    'Names and values that order keys and costs. Files do not carry them. Where policies look at tags, a change can change who may use the key, within about five minutes.',
  denied: 'The tags of this key could not be read',
  deniedText: (action: string) => `Reading them needs ${action}. They can be added all the same.`,
  name: 'Name',
  value: 'Value',
  add: 'Add a tag',
  addAct: 'Add',
  change: 'Change',
  changeOf: (name: string) => `Change the tag ${name}`,
  save: 'Save',
  cancel: 'Cancel',
  remove: 'Remove',
  removeOf: (name: string) => `Remove the tag ${name}`,
  removeTitle: (name: string) => `Remove the tag “${name}”?`,
  removeText:
    'Nothing happens to files. Where policies or cost reports look for this tag, they no longer find it on the key.',
  removeAct: 'Remove tag',
  keep: 'Cancel',
  faults: {
    empty: 'A name is needed',
    nameTooLong: 'A name has at most 128 characters',
    valueTooLong: 'A value has at most 256 characters',
    characters: 'Letters, digits, spaces and + - = . _ : / @ only',
    reserved: 'Names that begin with aws: are AWS’s own',
    hasAlready: 'There is a tag of this name. Change it instead',
    tooMany: 'A key has at most 50 tags',
  },
  kept: (name: string) => `Kept the tag ${name}`,
  notKept: 'The tag was not kept',
  removed: (name: string) => `Removed the tag ${name}`,
  notRemoved: 'The tag was not removed',
} as const

/** What tags are for, of a key of this computer. */
export const localTagsAbout =
  'Names and values that order keys and are found by search. Files do not carry them, and they are not secret.'

/** What removing a tag means, of a key of this computer. */
export const removeTagHere = 'Nothing happens to the key or to files. Search no longer finds the key by it.'

/** Words of the picker of where to encrypt to. */
export const pickerText = {
  label: 'Encrypt to',
  find: 'Find a key',
  list: 'Keys',
  here: 'This computer',
  aws: 'AWS',
  offline: 'Works without a network',
  chosen: 'Chosen',
  none: 'No key yet. Make one on this computer, or connect AWS.',
  noMatch: (search: string) => `No key matches “${search}”.`,
  choose: 'Choose a key',
  make: 'Make a key…',
  add: 'Add a door',
  addTitle: 'Another key that also opens every file you encrypt',
  remove: (name: string) => `Remove the door ${name}`,
  gone: 'Not found',
  goneTitle: 'This key is in none of your lists now. Choose another one.',
} as const

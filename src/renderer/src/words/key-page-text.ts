import type { KeyTab } from '../app/place.ts'

/** The names of the tabs of a key's page, in their order. */
export const tabNames: Readonly<Record<KeyTab, string>> = {
  general: 'General',
  rotation: 'Rotation',
  aliases: 'Aliases',
  policy: 'Policy',
  grants: 'Grants',
  tags: 'Tags',
  regions: 'Regions',
  lastUsed: 'Last used',
  rules: 'Rules',
  try: 'Try it',
}

/** Words of the frame of a key's page. */
export const keyPageText = {
  back: 'Keys',
  tabs: 'Parts of this key',
  encrypt: 'Encrypt files',
  enable: 'Enable',
  keep: 'Keep the key…',
  deleteForGood: 'Delete for good…',
  importMaterial: 'Import material…',
  gone: 'This key is not listed any more',
  goneText: 'It was deleted, its connection was removed, or the account no longer shows it.',
  backToList: 'Back to the keys',
  notEnabled: 'The key was not enabled',
  enabled: (name: string) => `${name} is enabled`,
} as const

/** Words for imported key material that a multi-Region key's replicas need too. */
export const replicasText = {
  fileOnly: 'Choose the same file that the primary key got: a replica takes no other bytes.',
  title: 'The new material is not in every Region yet',
  about:
    'Import the same file into each replica that lacks it. Then rotate the primary: the new material is used in every Region from then on.',
  doneNext: 'Import the same file into each replica, then rotate this key.',
  list: 'Replicas without the new material',
  notListed: 'in no connection of yours',
  import: 'Import…',
  importInto: (region: string) => `Open the replica in ${region} to import`,
  reading: 'Reading what the replicas have',
  notRead: 'what it has could not be read',
  waits: 'Waits for its replicas',
} as const

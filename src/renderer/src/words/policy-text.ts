import { listed, many } from '../format/lists.ts'

/** Words of the Policy tab. */
export const policyText = {
  inWords: 'In plain words',
  document: 'Document',
  policyJson: 'Policy document',
  lines: (amount: number) => many(amount, 'line'),
  linesOf: (first: number, last: number) => (first === last ? `Line ${first}` : `Lines ${first}–${last}`),
  showLines: (who: string) => `Show the lines of ${who}`,
  you: 'You',
  nobody: 'Nobody',
  ours: 'Everybody in this account',
  but: (who: string) => `Everybody but ${who}`,
  more: (amount: number) => `and ${amount} more`,
  outside: 'From outside this account: check that it is meant',
  anybody: 'Anybody with an AWS account, as far as the conditions let them: check that it is meant',
  iamDecides: 'IAM policies of this account may give access too. They are not shown here.',
  iamDoesNot:
    'IAM policies of this account give no access beyond what a statement here names the account for.',
  services: (names: readonly string[]) => `Tied to ${listed(names)}.`,
  copy: 'Copy',
  copied: 'policy',
  edit: 'Edit policy',
  awsOnly: 'AWS manages this key, and changes its policy',
  onlyOthers: (who: string) => `Only ${who} can change it`,
  reading: 'Reading the policy',
  failed: 'The policy could not be read',
} as const

/** Words of changing a policy. */
export const policyEditText = {
  title: 'Edit policy',
  editor: 'Policy document, editable',
  cancel: 'Cancel',
  review: 'Review changes',
  back: 'Back to the text',
  save: 'Save policy',
  unchanged: 'Nothing is changed yet',
  locksOut: 'Nobody could change this policy any more. Name somebody who may, without a condition.',
  checking: 'Checking',
  sound: 'It is a policy. What it says stands at the left.',
  faultAt: (line: number | null, fault: string) =>
    line === null ? `It is no policy: ${fault}` : `Line ${line}: ${fault}`,
  showLine: 'Show it',
  format: 'Format',
  area: 'Policy text',
  notCompared: 'The changes could not be compared with the policy in AWS',
  safetyTitle: 'The lockout check is on, always',
  safety:
    'AWS refuses a policy that would stop you from changing it again. Keyhold has no way to turn that off.',
  noRootTitle: 'The account itself is no longer named',
  noRoot:
    'Without that statement IAM policies give no access, and if everybody named here is deleted, only AWS Support can help.',
  reviewTitle: 'What changes',
  forWhom: 'What changes, and for whom',
  inDocument: 'The document before and after',
  linesTitle: 'Changed lines',
  counts: (added: number, removed: number) => `${many(added, 'new line')}, ${removed} gone`,
  skipped: (lines: string) => `${lines} as before`,
  added: 'new',
  removed: 'gone',
  gains: (who: string, rights: string) => `${who} may now ${rights}`,
  loses: (who: string, rights: string) => `${who} may no longer ${rights}`,
  sameRights: 'Nobody gains or loses a right, as far as the statements that allow go.',
  notWeighed: 'Conditions and denials are not weighed here: read them in the lines.',
  changedTitle: 'The policy was changed by somebody else meanwhile',
  changedText: 'The lines below compare with the policy as it is in AWS now. Saving replaces it.',
  saved: 'Saved the policy',
  notSaved: 'The policy was not saved',
  oldFiles: 'Files that are encrypted already stay as they are. Who may open them follows the policy.',
  takesEffect: 'AWS says that a change may take a few minutes to hold everywhere.',
} as const

/** Words of the question before unsaved changes are left. */
export const leaveText = {
  title: 'Leave without saving?',
  text: 'What you changed is kept nowhere.',
  stay: 'Stay',
  leave: 'Leave',
} as const

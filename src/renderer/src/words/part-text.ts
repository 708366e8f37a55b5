/** Words that every part of a key's page shares. */
export const partText = {
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  notNow: 'Not now',
} as const

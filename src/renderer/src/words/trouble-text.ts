/** What did not happen, where a small act failed. */
export const troubleText = {
  cancel: 'The work was not cancelled',
  retry: 'The file was not started again',
  clear: 'The rows were not cleared',
  reveal: 'The file could not be shown in its folder',
  allow: 'The account was not allowed',
  recheck: 'The keychain could not be looked at',
  settings: 'The choice was not kept',
  copy: 'The text was not copied',
  pause: 'The work was not paused',
  resume: 'The work does not go on',
  tryAgain: 'The files were not tried again',
  signIn: 'Signing in did not begin',
  retryFailed: 'The failed files were not started again',
  forgetInterrupted: 'The unfinished files were not forgotten',
  inspect: 'The file could not be looked at',
  output: 'No folder could be chosen',
} as const

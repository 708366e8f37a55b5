import { constants } from 'node:fs'

// Windows has none of these: Node leaves the constants undefined there although its types promise numbers.
const flag = (value: number | undefined): number => value ?? 0
const noFollow = flag(constants.O_NOFOLLOW)

/** How files are opened: no link is followed in the last place, no pipe is waited for, nothing that is there is replaced. */
export const openFlags = {
  read: constants.O_RDONLY | noFollow | flag(constants.O_NONBLOCK),
  folder: constants.O_RDONLY | flag(constants.O_DIRECTORY) | noFollow,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | noFollow,
} as const

import { z } from 'zod'

/**
 * What is done to one file. `pack`: a folder becomes one `.tar.encrypted`; `unpack`: such a message becomes the folder
 * again; `verify` writes nothing; `move`: a message becomes another one under other doors.
 */
export const fileAction = z.enum(['encrypt', 'open', 'pack', 'unpack', 'verify', 'move'])
export type FileAction = z.infer<typeof fileAction>

/** A folder as a person reads it: `~` alone is no word. */
export const folderName = (folder: string): string => (folder === '~' ? 'Home folder' : folder)

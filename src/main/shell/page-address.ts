/** The only address a window of Keyhold ever shows (SECURITY.md point 3). */
export const pageScheme = 'app'
export const pageOrigin = 'app://vault'
export const pageUrl = 'app://vault/'

/** Props that give an icon a name of its own; without them icons are decoration. */
export const namedIcon = (label: string) => ({ role: 'img', 'aria-label': label }) as const

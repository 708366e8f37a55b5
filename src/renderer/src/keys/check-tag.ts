/** Why a tag cannot be kept. */
export type TagFault =
  'empty' | 'nameTooLong' | 'valueTooLong' | 'characters' | 'reserved' | 'hasAlready' | 'tooMany'

interface Tag {
  readonly name: string
  readonly value: string
}

/** Of KMS, as of most services. */
const mostTags = 50
const longestTagName = 128
const longestTagValue = 256
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** Looks at a new tag before AWS is asked; null where nothing is wrong. `tags`: those that are there. */
export function newTagFault({ name, value }: Tag, tags: Readonly<Record<string, string>>): TagFault | null {
  if (name === '') return 'empty'
  if (name.length > longestTagName) return 'nameTooLong'
  if (!allowed.test(name)) return 'characters'
  if (/^aws:/i.test(name)) return 'reserved'
  if (Object.hasOwn(tags, name)) return 'hasAlready'
  return Object.keys(tags).length >= mostTags ? 'tooMany' : tagValueFault(value)
}

/** Looks at the value of a tag; null where nothing is wrong. */
export function tagValueFault(value: string): TagFault | null {
  if (value.length > longestTagValue) return 'valueTooLong'
  return allowed.test(value) ? null : 'characters'
}

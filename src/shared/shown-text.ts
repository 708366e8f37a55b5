/**
 * Text out of a file's header, as it may be shown: whoever made the file chose it, control and formatting characters
 * could make it look like something else, and it can be as long as a header. At most `longest` UTF-16 units.
 */
export function shownText(text: string, longest: number): string {
  return text.slice(0, longest).replaceAll(/\p{C}/gu, '\u{fffd}')
}

const kinds: Readonly<Record<string, string>> = {
  pdf: 'PDF document',
  doc: 'Document',
  docx: 'Document',
  odt: 'Document',
  txt: 'Text',
  md: 'Text',
  log: 'Text',
  json: 'Text',
  xlsx: 'Spreadsheet',
  xls: 'Spreadsheet',
  ods: 'Spreadsheet',
  csv: 'Table',
  jpg: 'Picture',
  jpeg: 'Picture',
  png: 'Picture',
  heic: 'Picture',
  gif: 'Picture',
  svg: 'Picture',
  mov: 'Video',
  mp4: 'Video',
  mkv: 'Video',
  mp3: 'Sound',
  wav: 'Sound',
  zip: 'Archive',
  gz: 'Archive',
  tar: 'Archive',
  '7z': 'Archive',
  sql: 'Database',
  db: 'Database',
  sqlite: 'Database',
  dump: 'Database',
}

/** The last extension of a file name, lower case, without `.encrypted`; '' where there is none. */
function extensionOf(name: string): string {
  const plain = name.replace(/\.encrypted$/i, '')
  const dot = plain.lastIndexOf('.')
  return dot <= 0 ? '' : plain.slice(dot + 1).toLowerCase()
}

/** What a file is, by its name alone, in a word: `PDF document`, `Archive`, else `File`. */
export const kindOf = (name: string): string => kinds[extensionOf(name)] ?? 'File'

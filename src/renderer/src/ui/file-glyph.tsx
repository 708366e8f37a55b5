import {
  IconFile,
  IconFileDatabase,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconLock,
  IconMovie,
  IconMusic,
  IconPhoto,
} from '@tabler/icons-react'
import { kindOf } from '../words/kind-words.ts'
import type { Icon } from './icon.ts'

const glyphs: Readonly<Record<string, Icon>> = {
  'PDF document': IconFileTypePdf,
  Document: IconFileText,
  Text: IconFileText,
  Spreadsheet: IconFileSpreadsheet,
  Table: IconFileSpreadsheet,
  Picture: IconPhoto,
  Video: IconMovie,
  Sound: IconMusic,
  Archive: IconFileZip,
  Database: IconFileDatabase,
}

/** The picture beside a file's name, chosen by the name alone; `sealed` = a file to open. */
export function FileGlyph({ name, sealed = false }: { readonly name: string; readonly sealed?: boolean }) {
  const Glyph = sealed ? IconLock : (glyphs[kindOf(name)] ?? IconFile)
  return <Glyph className="glyph" size={18} stroke={1.5} aria-hidden />
}

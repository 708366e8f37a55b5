import {
  IconFile,
  IconFileDatabase,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconFolder,
  IconFolderCog,
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

interface FileGlyphProps {
  readonly name: string
  /** A file to open. */
  readonly sealed?: boolean
  /** A folder that becomes one file, or such a file. */
  readonly folder?: boolean
}

/** The picture beside a file's name, chosen by the name alone. */
export function FileGlyph({ name, sealed = false, folder = false }: FileGlyphProps) {
  const plain = glyphs[kindOf(name)] ?? IconFile
  const Glyph = folder ? (sealed ? IconFolderCog : IconFolder) : sealed ? IconLock : plain
  return <Glyph className="glyph" size={18} stroke={1.5} aria-hidden />
}

import type { Hmac } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { encodeFields, type Field } from '../hierarchy/encode-fields.ts'

/** A row as SQLite gives it: every integer whole, one value for each column. */
export type RowFields = readonly Field[]

/** The columns of a table in their order, and those of its primary key. */
export interface TableColumns {
  readonly all: readonly string[]
  readonly primary: readonly string[]
}

export function columnsOf(database: DatabaseSync, table: string): TableColumns {
  const columns = database.prepare('SELECT name, pk FROM pragma_table_info(?) ORDER BY cid').all(table)
  const primary = columns.filter(({ pk }) => pk !== 0).sort((a, b) => Number(a['pk']) - Number(b['pk']))
  return { all: columns.map(({ name }) => String(name)), primary: primary.map(({ name }) => String(name)) }
}

/** A statement whose rows are lists of fields, integers as they are. */
export function prepareRows(database: DatabaseSync, sql: string): StatementSync {
  const statement = database.prepare(sql)
  statement.setReadBigInts(true)
  statement.setReturnArrays(true)
  return statement
}

export function rowsOf(statement: StatementSync, ...parameters: readonly string[]): readonly RowFields[] {
  return statement.all(...parameters) as unknown as readonly RowFields[]
}

/** Takes the rows of a table into a MAC: its name, how many columns and rows, and each row. */
export function addRows(
  mac: Hmac,
  {
    table,
    columns,
    rows,
  }: { readonly table: string; readonly columns: number; readonly rows: readonly RowFields[] },
): void {
  mac.update(encodeFields(['table', table, columns, rows.length]))
  for (const row of rows) mac.update(encodeFields(row))
}

/** Names as SQL identifiers: a tampered schema may hold any text. */
export function sqlNames(names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ')
}

/** CSV as RFC 4180 has it, safe to open in a spreadsheet. Pure. */

/** A cell that begins like a formula would be run by a spreadsheet: it gets an apostrophe before it (ASVS 1.2.10). */
const FORMULA = /^[=+\-@\t\r]/

function cell(value: string): string {
  const guarded = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** Lines of a CSV, each ended by CRLF: for a file made in parts. */
export const csvRows = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')

/** A whole CSV: the first row names the columns. */
export const toCsv = (columns: readonly string[], rows: readonly (readonly string[])[]): string => csvRows([columns, ...rows])

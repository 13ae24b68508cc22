/** CSV as RFC 4180 has it, safe to open in a spreadsheet. Pure. */

/** A cell that begins like a formula would be run by a spreadsheet: it gets an apostrophe before it (ASVS 1.2.10). */
const FORMULA = /^[=+\-@\t\r]/

function cell(value: string): string {
  const guarded = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** The first row names the columns. Lines end in CRLF. */
export const toCsv = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')

/** Columns of equal width, two blanks apart. Cells of columns named in `rightAligned` end at the same place. */
export function textTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  rightAligned: readonly string[] = [],
): string[] {
  const widths = headings.map((heading, column) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(row[column] ?? '')), widthOf(heading)),
  );
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? '';
        const blanks = ' '.repeat(Math.max(0, width - widthOf(cell)));
        return rightAligned.includes(headings[column] ?? '') ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd();
  return [line(headings), ...rows.map(line)];
}

function widthOf(text: string): number {
  return Array.from(text).length;
}

/** Text that Markdown shows as it is: no markup, no HTML, no line break, no end of a table cell. */
export function markdownText(text: string): string {
  // An underscore inside a word and a `<` before a blank or a number mean nothing to Markdown.
  const markup = /[\\`*[\]|~]|<(?=[a-zA-Z/!?])|(?<!\w)_|_(?!\w)/g;
  return text.replace(/[\r\n]+/g, ' ').replace(markup, (character) => `\\${character}`);
}

/** Text in the type of code, for expressions. */
export function markdownCode(text: string): string {
  return `\`${text
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('`', "'")
    .replaceAll('|', '\\|')}\``;
}

/** A GitHub-flavoured table. Cells are Markdown already, see `markdownText` and `markdownCode`. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), `|${headings.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

import { shownText } from '../text/shownText.ts';

/** Text that Markdown shows as it is: no markup, no HTML, no line break, no end of a table cell. */
export function markdownText(text: string): string {
  // An underscore inside a word and a `<` before a blank or a number mean nothing to Markdown.
  const markup = /[\\`*[\]|~$]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|(?<!\w)_|_(?!\w)/g;
  // Only at the beginning of a text do these make a heading, a quote or a list.
  const beginning = /^([#>]|[-+](?=\s)|\d+(?=[.)]\s))/;
  return shownText(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '))
    .replace(markup, (character) => `\\${character}`)
    .replace(beginning, (found) => (/\d/.test(found) ? `${found}\\` : `\\${found}`));
}

/** Text in the type of code, for expressions. */
export function markdownCode(text: string): string {
  return `\`${shownText(text.replace(/[\r\n]+/g, ' '))
    .replaceAll('`', "'")
    .replaceAll('|', '\\|')}\``;
}

/** A GitHub-flavoured table; columns of numbers are set to the right. Cells are Markdown already, see `markdownText` and `markdownCode`. */
export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  isNumber: readonly boolean[] = [],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = headings.map((_, index) => (isNumber[index] === true ? ' ---: |' : ' --- |')).join('');
  return [line(headings), `|${rule}`, ...rows.map(line)].join('\n');
}

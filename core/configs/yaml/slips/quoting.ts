/** A text in quotes that YAML reads as it stands: double quotes where nothing in it needs an escape. */
export function quoted(content: string): string {
  if (!/["\\]/.test(content)) return `"${content}"`;
  return `'${content.replaceAll("'", "''")}'`;
}

/** What a person meant with a text that has quotes in the wrong places: the outer ones, if they are a pair, are quotes. */
export function requoted(written: string): string {
  const first = written[0];
  const isPair = written.length > 2 && (first === '"' || first === "'") && written.endsWith(first);
  return quoted(isPair ? written.slice(1, -1) : written);
}

const SHORT_ESCAPES = new Set(Array.from('0abt\tnvfre "/\\N_LP\r\n'));
const HEX_LENGTHS: Record<string, number> = { x: 2, u: 4, U: 8 };

/** Offset behind the closing quote, or -1. */
export function findQuoteEnd(text: string, start: number): number {
  const quote = text[start] ?? '"';
  for (let at = text.indexOf(quote, start + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (quote === "'" && text[at + 1] === "'") at++;
    else if (quote === '"' && isEscaped(text, at)) continue;
    else return at + 1;
  }
  return -1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

/** Where the escapes that YAML does not know stand in a text in double quotes. */
export function findBadEscapes(text: string, start: number, end: number): number[] {
  const found: number[] = [];
  for (let at = text.indexOf('\\', start); at !== -1 && at < end - 1; at = text.indexOf('\\', at + 2)) {
    const kind = text[at + 1] ?? '';
    const digits = HEX_LENGTHS[kind];
    const isKnown =
      digits === undefined
        ? SHORT_ESCAPES.has(kind)
        : new RegExp(`^[0-9a-fA-F]{${digits}}$`).test(text.slice(at + 2, at + 2 + digits));
    if (!isKnown) found.push(at);
  }
  return found;
}

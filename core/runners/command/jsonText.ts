/** Characters that are kept of one text; a longer one is no result but a log. */
export const MOST_CHARACTERS = 4 * 1024 * 1024;

export type FoundJson = { kind: 'found'; value: unknown } | { kind: 'none'; why: string };

/**
 * The JSON that a program prints: its whole text, or the last of the lines that are JSON documents among others. A line
 * that begins a document and does not end it makes all of it unreadable: what stands in it could be half of the truth.
 */
export class JsonText {
  private readonly lines: string[] = [];
  private characters = 0;

  add(line: string): void {
    this.characters += line.length + 1;
    if (this.characters <= MOST_CHARACTERS) this.lines.push(line);
    else this.lines.length = 0;
  }

  read(): FoundJson {
    if (this.characters > MOST_CHARACTERS) return { kind: 'none', why: 'is longer than 4 MB' };
    const whole = parseJson(this.lines.join('\n'));
    if (whole) return { kind: 'found', value: whole.value };
    let last: { value: unknown } | undefined;
    for (const [index, line] of this.lines.entries()) {
      if (!beginsDocument(line)) continue;
      last = parseJson(line);
      if (!last) return { kind: 'none', why: `holds JSON that is not complete: it begins in line ${index + 1}` };
    }
    return last ? { kind: 'found', value: last.value } : { kind: 'none', why: 'holds no JSON' };
  }
}

/** `[1/3] compiling` is no list. */
function beginsDocument(line: string): boolean {
  return /^\s*(?:\{|\[\s*(?:[[{"]|$))/.test(line);
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

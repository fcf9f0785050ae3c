/** What keeps a condition from being one; undefined for a good one. */
export interface ConditionFault {
  start: number;
  end: number;
  /** What to write instead of these characters, where that is certain. */
  instead?: string;
}

interface Token {
  kind: 'number' | 'text' | 'name' | 'word' | 'operator' | 'end';
  text: string;
  start: number;
}

const TOKEN =
  /(?:(?<word>and|or|not|in|of)[^\w])|\s+|(?<number>\d+(?:\.\d+)?\b)|(?<name>[A-Za-z$_][.\w$]*|'(?:\\['\\]|[^'\\])*')|(?<text>"(?:\\["\\]|[^"\\])*")|(?<operator>==|!=|~=|>=|<=|[-+*/^%(),<>?:])/y;
/** Variables stand here without the braces that they have everywhere else. */
const TEMPLATE = /\{\{\s*([A-Za-z$_][.\w$]*)\s*\}\}/y;
const COMPARISONS = new Set(['==', '!=', '~=', '<', '<=', '>', '>=']);
const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '^']);
/** As people know them from JavaScript. */
const FOREIGN: readonly (readonly [written: string, instead: string])[] = [
  ['&&', 'and'],
  ['||', 'or'],
  ['===', '=='],
  ['!==', '!='],
];

class Fault extends Error {
  constructor(readonly fault: ConditionFault) {
    super('not a condition');
  }
}

/** Whether filtrex, which decides `ifTrue`, can read an expression. Binding strength does not matter for that. */
export function findConditionFault(text: string): ConditionFault | undefined {
  try {
    const reader = new ConditionReader(tokensOf(text));
    reader.expression(0);
    reader.expectEnd();
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // With the bracket behind a word gone, the fault seems to be at the end of what it opened.
    const glued = /(?:^|[^\w.$])((?:and|or|not|in|of)\()/.exec(text);
    if (!glued?.[1]) return error.fault;
    const end = glued.index + glued[0].length;
    return { start: end - glued[1].length, end, instead: glued[1].replace('(', ' (') };
  }
}

/**
 * Where a readable condition compares with something in single quotes: for filtrex that is the name of a variable and no
 * text. In front of the comparison a variable is meant.
 */
export function namesInSingleQuotes(text: string): { start: number; end: number; name: string }[] {
  return tokensOf(text).flatMap(({ kind, text: name, start }, at, all) =>
    kind === 'name' && name.startsWith("'") && COMPARISONS.has(all[at - 1]?.text ?? '')
      ? [{ start, end: start + name.length, name: name.slice(1, -1) }]
      : [],
  );
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    for (const [written, instead] of FOREIGN) {
      if (text.startsWith(written, at)) throw new Fault({ start: at, end: at + written.length, instead });
    }
    TEMPLATE.lastIndex = TOKEN.lastIndex = at;
    const template = TEMPLATE.exec(text);
    if (template) throw new Fault({ start: at, end: at + template[0].length, instead: template[1] });
    const match = TOKEN.exec(text);
    if (!match) {
      const instead = text[at] === '=' ? '==' : text[at] === '!' ? 'not ' : undefined;
      throw new Fault({ start: at, end: at + 1, instead });
    }
    const { word, number, name, text: quoted, operator } = match.groups ?? {};
    // Filtrex takes the character behind a word away with it, so a bracket there is lost.
    if (word !== undefined) tokens.push({ kind: 'word', text: word, start: at });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, start: at });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, start: at });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted, start: at });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator, start: at });
    at += match[0].length;
  }
  tokens.push({ kind: 'end', text: '', start: text.length });
  return tokens;
}

const DEEPEST = 200;

class ConditionReader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  private get next(): Token {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)] ?? { kind: 'end', text: '', start: 0 };
  }

  private takes(...texts: string[]): boolean {
    const { kind, text } = this.next;
    if ((kind !== 'operator' && kind !== 'word') || !texts.includes(text)) return false;
    this.at++;
    return true;
  }

  private refuse(): never {
    const { start, text } = this.next;
    throw new Fault({ start, end: start + text.length });
  }

  private expect(text: string): void {
    if (!this.takes(text)) this.refuse();
  }

  expectEnd(): void {
    if (this.next.kind !== 'end') this.refuse();
  }

  expression(depth: number): void {
    if (depth > DEEPEST) this.refuse();
    this.operand(depth);
    for (;;) {
      if (this.takes('?')) {
        this.expression(depth + 1);
        this.expect(':');
        this.expression(depth + 1);
        return;
      }
      if (this.takes('not')) {
        this.expect('in');
        this.operand(depth);
      } else if (this.takes('and', 'or', 'in', ...COMPARISONS, ...ARITHMETIC)) this.operand(depth);
      else return;
    }
  }

  private operand(depth: number): void {
    if (depth > DEEPEST) this.refuse();
    while (this.takes('-', 'not'));
    const { kind } = this.next;
    if (kind === 'number' || kind === 'text') {
      this.at++;
    } else if (kind === 'name') {
      this.at++;
      if (this.takes('of')) this.operand(depth + 1);
      else if (this.takes('(') && !this.takes(')')) this.restOfList(depth);
    } else {
      this.expect('(');
      this.restOfList(depth);
    }
  }

  private restOfList(depth: number): void {
    do this.expression(depth + 1);
    while (this.takes(','));
    this.expect(')');
  }
}

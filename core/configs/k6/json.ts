import type { Span } from '../../text/span.ts';
import { unknown, type ListValue, type ObjectEntry, type ObjectValue, type Value } from './value.ts';

export interface JsonReading {
  value?: Value;
  /** The first thing that is no JSON. */
  fault?: { span: Span; message: string };
}

/** Deeper nesting is refused, long before the stack ends. */
const DEEPEST = 500;

class JsonFault extends Error {
  constructor(
    readonly span: Span,
    message: string,
  ) {
    super(message);
  }
}

/** Reads JSON with the place of every value, as strictly as k6 does. Never throws. */
export function readJson(text: string): JsonReading {
  const reader = new JsonReader(text);
  try {
    return { value: reader.document() };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return { fault: { span: error.span, message: error.message } };
  }
}

class JsonReader {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): Value {
    const value = this.value(0);
    this.skipBlanks();
    if (this.at < this.text.length) this.fail('Nothing may follow the value that ends before this.');
    return value;
  }

  private value(depth: number): Value {
    this.skipBlanks();
    if (depth > DEEPEST) this.fail(`This is nested more than ${DEEPEST} levels deep.`);
    const start = this.at;
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.list(depth);
      case '"':
        return { kind: 'text', value: this.string(), span: [start, this.at] };
      case undefined:
        return this.fail('A value is missing here.');
      default:
        return this.literal(start);
    }
  }

  private object(depth: number): ObjectValue {
    const start = this.at++;
    const entries = new Map<string, ObjectEntry>();
    this.skipBlanks();
    if (this.text[this.at] === '}') this.at++;
    else {
      do {
        this.skipBlanks();
        const keyStart = this.at;
        if (this.text[this.at] !== '"') this.fail('JSON wants a key in double quotes here.');
        const key = this.string();
        const keySpan: Span = [keyStart, this.at];
        this.skipBlanks();
        if (this.text[this.at++] !== ':') this.fail('JSON wants `:` after a key.', this.at - 1);
        const value = this.value(depth + 1);
        entries.set(key, { key, keySpan, value, overwrites: entries.get(key)?.keySpan });
      } while (this.hasNext('}'));
    }
    return { kind: 'object', entries: [...entries.values()], hasMore: false, span: [start, this.at] };
  }

  private list(depth: number): ListValue {
    const start = this.at++;
    const items: Value[] = [];
    this.skipBlanks();
    if (this.text[this.at] === ']') this.at++;
    else
      do items.push(this.value(depth + 1));
      while (this.hasNext(']'));
    return { kind: 'list', items, hasMore: false, span: [start, this.at] };
  }

  private hasNext(close: string): boolean {
    this.skipBlanks();
    const found = this.text[this.at++];
    if (found === ',') return true;
    if (found !== close) this.fail(`JSON wants \`,\` or \`${close}\` here.`, this.at - 1);
    return false;
  }

  private string(): string {
    const match = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
    match.lastIndex = this.at;
    const [source] = match.exec(this.text) ?? [];
    if (source === undefined) this.fail('This text in quotes does not end on its line, or holds a wrong `\\`.');
    this.at += source.length;
    return JSON.parse(source) as string;
  }

  private literal(start: number): Value {
    const word = /[\w.+-]+/y;
    word.lastIndex = start;
    const [source = ''] = word.exec(this.text) ?? [];
    this.at += Math.max(1, source.length);
    const span: Span = [start, this.at];
    if (source === 'true' || source === 'false') return { kind: 'flag', value: source === 'true', span };
    if (source === 'null') return { kind: 'nothing', isUndefined: false, span };
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(source)) throw new JsonFault(span, 'This is no JSON value.');
    const value = Number(source);
    return Number.isFinite(value) ? { kind: 'number', value, raw: source, span } : unknown('is too large', span);
  }

  private skipBlanks(): void {
    while (/[ \t\n\r]/.test(this.text[this.at] ?? '')) this.at++;
  }

  private fail(message: string, at = this.at): never {
    throw new JsonFault([Math.min(at, this.text.length), Math.min(at + 1, this.text.length)], message);
  }
}

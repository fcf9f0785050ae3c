import type { Completion, CompletionKind } from '../../../language/languageDocument.ts';
import type { Span } from '../../../text/span.ts';
import type { K6Cursor } from './k6Cursor.ts';

type Described = Pick<Completion, 'detail' | 'documentation'>;

/** How something is written where the cursor is: with which quotes, and with what around it. */
export class Writing {
  /** The quotes that the script uses most; JSON has only one kind. */
  readonly quote: string;
  readonly isQuoted: boolean;
  /** What is there of the key or text, up to the cursor and as a whole. */
  readonly typed: string;
  readonly written: string;

  constructor(
    readonly text: string,
    private readonly cursor: K6Cursor,
    private readonly isJson: boolean,
  ) {
    const { start, end, closing, quote, typed } = cursor;
    this.quote = quote === '"' || isJson || text.split('"').length > text.split("'").length ? '"' : "'";
    this.isQuoted = quote !== '';
    this.typed = typed;
    this.written = text.slice(start, closing ?? end);
  }

  /** A key, with what its value begins with: a snippet in single quotes. The key itself is a stop where it is made up. */
  key(name: string, value: string, described: Described = {}, isMadeUp = false): Completion {
    const { quote, start, end, closing, hasColon, needsComma } = this.cursor;
    const rest = hasColon ? '' : `${quote}: ${this.inOwnQuotes(value)}${needsComma ? ',' : ''}`;
    const inner = isMadeUp ? `\${1:${name}}` : escapeSnippet(name);
    const isBare = this.isQuoted || (!this.isJson && /^[A-Za-z_$][\w$]*$/.test(name));
    const text = `${isBare ? inner : `${this.quote}${inner}${this.quote}`}${rest}`;
    const until = closing === undefined ? end : hasColon ? closing : closing + 1;
    return this.offer({ label: name, kind: 'key', text, isSnippet: true, ...described }, [start, until]);
  }

  /** A whole value; undefined where it cannot stand inside of the quotes that are there. */
  value(value: string, isText: boolean, kind: CompletionKind, described: Described = {}): Completion[] {
    if (this.isQuoted && !isText) return [];
    const { start, end, closing, quote } = this.cursor;
    const close = closing === undefined ? quote : '';
    const text = isText && !this.isQuoted ? `${this.quote}${value}${this.quote}` : `${value}${close}`;
    return [this.offer({ label: value, kind, text: text + this.comma(), ...described }, [start, closing ?? end])];
  }

  /** A list or an object where no value is begun: a snippet in single quotes. */
  snippet(label: string, snippet: string, described: Described): Completion[] {
    if (this.isQuoted) return [];
    const { start, end } = this.cursor;
    const text = this.inOwnQuotes(snippet) + this.comma();
    return [this.offer({ label, kind: 'snippet', text, isSnippet: true, ...described }, [start, end])];
  }

  /** A part of a text, by its place in what is written; a text of its own where none is begun. */
  part(offer: Omit<Completion, 'span'>, from: number, to: number): Completion {
    const { start } = this.cursor;
    if (this.isQuoted) return this.offer(offer, [start + from, start + to]);
    return this.offer({ ...offer, text: `${this.quote}${offer.text}${this.quote}${this.comma()}` }, [
      start,
      this.cursor.end,
    ]);
  }

  private comma(): string {
    return this.cursor.needsComma && !this.isQuoted ? ',' : '';
  }

  private offer(offer: Omit<Completion, 'span'>, span: Span): Completion {
    const { missingComma } = this.cursor;
    return missingComma === undefined
      ? { ...offer, span }
      : { ...offer, span, besides: [{ span: [missingComma, missingComma], text: ',' }] };
  }

  private inOwnQuotes(snippet: string): string {
    const quoted = snippet.replaceAll("'", this.quote);
    return this.isJson ? quoted.replace(/([{,] )(\w+|\$\{\d+:\w+\})(?=: )/g, '$1"$2"') : quoted;
  }
}

/** What would be a stop for the cursor in a snippet, as it is. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

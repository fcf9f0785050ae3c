import { withFix, type Fix, type Problem } from '../../problem.ts';
import { closest } from '../../text/closest.ts';
import type { Span } from '../../text/span.ts';
import { parseGoInteger, parseK6Duration, type DurationFault } from './goNumbers.ts';
import type { Reading, Several } from './model.ts';
import { k6Problem, type K6_PROBLEMS } from './problems.ts';
import { quote } from './problems/wording.ts';
import type { ObjectEntry, ObjectValue, Value } from './value.ts';

/** Behind so many problems nobody reads suggestions, and looking for them takes long. */
const MOST_SUGGESTED = 300;
const LONGEST_QUOTED = 60;

/** What the readers of sections share: the text, the list that problems go to, and how k6 reads single values. */
export class K6Reader {
  readonly problems: Problem[] = [];

  constructor(readonly source: string) {}

  report<Code extends keyof typeof K6_PROBLEMS>(
    code: Code,
    span: Span,
    ...args: Parameters<(typeof K6_PROBLEMS)[Code]['message']>
  ): void {
    this.problems.push(k6Problem(code, span, ...args));
  }

  /** Adds what mends the last problem. */
  mend(fix: Fix | undefined): void {
    const last = this.problems.pop();
    if (last) this.problems.push(withFix(last, fix));
  }

  suggest(written: string, candidates: Iterable<string>): string | undefined {
    return this.problems.length < MOST_SUGGESTED ? closest(written, candidates) : undefined;
  }

  /** The value as it is written, or what kind of value it is where it is long. */
  written(value: Value): string {
    const source = this.source.slice(...value.span);
    switch (value.kind) {
      case 'text':
        return quote(value.value.length > LONGEST_QUOTED ? `${value.value.slice(0, LONGEST_QUOTED)}…` : value.value);
      case 'number':
        return quote(value.raw ?? String(value.value));
      case 'flag':
        return quote(String(value.value));
      case 'nothing':
        return quote(value.isUndefined ? 'undefined' : 'null');
      case 'list':
        return 'a list';
      case 'object':
        return 'an object';
      case 'function':
        return 'a function';
      case 'unknown':
        return quote(source.slice(0, LONGEST_QUOTED));
    }
  }

  wrongKind(value: Value, key: string, wanted: string): { state: 'faulty'; span: Span } {
    // A function anywhere in the options is reported once, by the rule about JSON.
    if (value.kind !== 'function') this.report('k6-wrong-kind', value.span, key, wanted, this.written(value));
    return { state: 'faulty', span: value.span };
  }

  /** A whole number: k6 also takes one in quotes. */
  integer(value: Value, key: string): Reading<number> | undefined {
    const { span } = value;
    if (value.kind === 'nothing' || (value.kind === 'text' && value.value === '')) return undefined;
    // An object is taken for the number 0; nobody writes one.
    if (value.kind === 'object') return { state: 'unknown', why: 'is an object', span };
    if (value.kind === 'unknown') return { state: 'unknown', why: value.why, span };
    if (value.kind !== 'number' && value.kind !== 'text') return this.wrongKind(value, key, 'a whole number');
    const number = value.kind === 'text' ? parseGoInteger(value.value) : wholeNumber(value.value, value.raw);
    if (number !== undefined) return { state: 'known', value: number, span };
    const isReported = value.kind === 'number' && !Number.isFinite(value.value);
    if (!isReported) this.report('k6-bad-number', span, key, this.written(value));
    return { state: 'faulty', span };
  }

  /** A duration, in milliseconds. */
  duration(value: Value, key: string): Reading<number> | undefined {
    const { span } = value;
    if (value.kind === 'nothing') return undefined;
    if (value.kind === 'unknown') return { state: 'unknown', why: value.why, span };
    if (value.kind === 'number') {
      return Number.isFinite(value.value) ? { state: 'known', value: value.value, span } : { state: 'faulty', span };
    }
    if (value.kind !== 'text') return this.wrongKind(value, key, "a duration such as '30s'");
    const reading = parseK6Duration(value.value);
    if ('ms' in reading && Number.isFinite(reading.ms)) return { state: 'known', value: reading.ms, span };
    if ('ms' in reading) return { state: 'unknown', why: 'is no finite number', span };
    this.report('k6-bad-duration', span, value.value, whyNoDuration(reading.fault));
    const better = meantDuration(value.value);
    if (better !== undefined) this.mend(this.replaceText(value, better));
    return { state: 'faulty', span };
  }

  flag(value: Value, key: string): void {
    if (['flag', 'nothing', 'unknown', 'object'].includes(value.kind)) return;
    this.wrongKind(value, key, 'true or false');
    const isQuoted = value.kind === 'text' && (value.value === 'true' || value.value === 'false');
    if (isQuoted) this.mend(this.replaceWhole(value, value.value));
  }

  /** A text that may be missing. */
  text(value: Value, key: string): Reading<string> | undefined {
    const { span } = value;
    if (value.kind === 'nothing') return undefined;
    if (value.kind === 'object') return { state: 'unknown', why: 'is an object', span };
    if (value.kind === 'unknown') return { state: 'unknown', why: value.why, span };
    return value.kind === 'text' ? { state: 'known', value: value.value, span } : this.wrongKind(value, key, 'a text');
  }

  /** The items of a list; undefined when there is none, or none that is known. */
  list(value: Value, key: string, wanted: string): Reading<Several<Value>> | undefined {
    const { span } = value;
    if (value.kind === 'nothing') return undefined;
    if (value.kind === 'unknown') return { state: 'unknown', why: value.why, span };
    if (value.kind !== 'list') return this.wrongKind(value, key, wanted);
    return { state: 'known', value: { items: value.items, hasMore: value.hasMore, span }, span };
  }

  object(value: Value, key: string, wanted: string): ObjectValue | undefined {
    if (value.kind === 'object') return value;
    if (value.kind !== 'nothing' && value.kind !== 'unknown') this.wrongKind(value, key, wanted);
    return undefined;
  }

  checkRepeated(object: ObjectValue, remedy = 'Remove the other one.'): void {
    for (const { key, keySpan, overwrites } of object.entries) {
      if (overwrites) this.report('k6-duplicate-key', keySpan, key, remedy);
    }
  }

  /** The characters of a text from one place to another, where it is written as it is; all of it otherwise. */
  spanInText(value: Value & { kind: 'text' }, from: number, to: number): Span {
    const [start, end] = value.span;
    const isPlain = this.source.slice(start + 1, end - 1) === value.value;
    return isPlain && to > from ? [start + 1 + from, start + 1 + to] : value.span;
  }

  /** Another text in the same quotes; undefined where the value is not written as one text. */
  replaceText(value: Value & { kind: 'text' }, text: string): Fix | undefined {
    const [start, end] = value.span;
    const quotes = this.source[start] ?? '';
    if (!`"'\``.includes(quotes) || this.source.slice(start + 1, end - 1) !== value.value) return undefined;
    return { title: `Write ${quotes}${text}${quotes}`, edits: [{ span: [start + 1, end - 1], text }] };
  }

  replaceWhole({ span }: Value, text: string): Fix {
    return { title: `Write ${text}`, edits: [{ span, text }] };
  }

  /** Another name for a key, in the same quotes if it has some. */
  renameKey({ key, keySpan: [start, end] }: ObjectEntry, name: string): Fix | undefined {
    const source = this.source.slice(start, end);
    const title = `Write \`${name}\``;
    if (source === key) return { title, edits: [{ span: [start, end], text: name }] };
    return source.slice(1, -1) === key ? { title, edits: [{ span: [start + 1, end - 1], text: name }] } : undefined;
  }
}

function wholeNumber(value: number, raw: string | undefined): number | undefined {
  const isWhole = Number.isInteger(value) && Math.abs(value) < 1e21 && (raw === undefined || /^-?\d+$/.test(raw));
  return isWhole && Math.abs(value) < 2 ** 63 ? value : undefined;
}

function whyNoDuration(fault: DurationFault): string {
  switch (fault.kind) {
    case 'empty':
      return 'it is empty';
    case 'missing-unit':
      return 'a number in it has no unit';
    case 'unknown-unit':
      return `there is no unit ${quote(fault.unit)}`;
    case 'too-long':
      return 'it is longer than 290 years';
    case 'unclear':
      return 'it is no number with a unit';
  }
}

const UNIT_WORDS: readonly [RegExp, string][] = [
  [/^ms|^milli/, 'ms'],
  [/^s/, 's'],
  [/^min|^m$/, 'm'],
  [/^h/, 'h'],
  [/^d/, 'd'],
];

/** `10 s`, `5min` and `30 seconds` as k6 wants them. */
function meantDuration(text: string): string | undefined {
  const [, number = '', word = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/i.exec(text) ?? [];
  const unit = UNIT_WORDS.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];
  const better = `${number}${unit ?? ''}`;
  return number !== '' && unit !== undefined && 'ms' in parseK6Duration(better) ? better : undefined;
}

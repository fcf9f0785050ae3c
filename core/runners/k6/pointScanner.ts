import { keyOf, type PointLine } from './points.ts';
import type { Route, SampleFrames } from './samples.ts';

const NEWLINE = 10;
const QUOTE = 34;
const BACKSLASH = 92;
const POINT = bytesOf('","type":"Point","data":{"time":"');
const METRIC_FIRST = bytesOf('{"metric":"');
const VALUE = bytesOf('","value":');
const TAGS = bytesOf(',"tags":{');
/** `2026-11-21T11:29:11`, the part of a time that stays the same for a second. */
const SECOND_LENGTH = 19;
/** Endings of lines that are remembered; made anew where there are more, as with an address of its own in each request. */
const MOST_ENDINGS = 4096;
const LONGEST_LINE = 1024 * 1024;
/** What stands for a line that nobody can read. */
const TOO_LONG = '(too long)';
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, power) => 10 ** power);

/** The end of a line, from the tags on, that was read in full once: the same bytes mean the same tags. */
interface Ending {
  bytes: Uint8Array;
  view: DataView;
  tags: Readonly<Record<string, string>>;
  routes: Map<string, Route>;
}

/** A metric by its bytes, and where its samples went last: k6 writes all samples of a request with the same tags. */
interface Metric {
  bytes: Uint8Array;
  name: string;
  ending: Ending | undefined;
  route: Route | undefined;
}

/**
 * Reads k6's NDJSON as bytes. It knows a line by the one form in which k6 writes samples; whatever looks otherwise in
 * any way goes to `other` as text, to be read in full. So it can be fast without being a judge of JSON.
 */
export class PointScanner {
  /** Samples that were read without making text of them. */
  points = 0;
  private carried = new Uint8Array(64 * 1024);
  private carriedLength = 0;
  private isTooLong = false;
  private readonly metrics = new Map<number, Metric[]>();
  private readonly endings = new Map<number, Ending[]>();
  private endingCount = 0;
  private lastEnding: Ending | undefined;
  private readonly second = new Uint8Array(SECOND_LENGTH);
  private secondAt = NaN;
  private zone = '';
  private readonly decoder = new TextDecoder();

  constructor(
    private readonly frames: SampleFrames,
    private readonly readLine: (line: string) => PointLine | undefined,
    private readonly other: (line: string) => void,
  ) {}

  /** The next bytes of the file. They may end anywhere. */
  take(chunk: Uint8Array): void {
    let from = 0;
    if (this.carriedLength > 0 || this.isTooLong) {
      const end = chunk.indexOf(NEWLINE);
      if (end < 0) return this.carry(chunk);
      this.carry(chunk.subarray(0, end));
      this.takeCarried();
      from = end + 1;
    }
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let end = chunk.indexOf(NEWLINE, from); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      if (!this.takePoint(chunk, view, from, end)) this.takeOther(chunk.subarray(from, end));
      from = end + 1;
    }
    if (from < chunk.length) this.carry(chunk.subarray(from));
  }

  /** No more bytes come: a last line without an end is a line, too. */
  finish(): void {
    if (this.carriedLength > 0 || this.isTooLong) this.takeCarried();
  }

  private carry(bytes: Uint8Array): void {
    const needed = this.carriedLength + bytes.length;
    if (needed > LONGEST_LINE) this.isTooLong = true;
    if (this.isTooLong) return;
    if (needed > this.carried.length) {
      const larger = new Uint8Array(needed * 2);
      larger.set(this.carried.subarray(0, this.carriedLength));
      this.carried = larger;
    }
    this.carried.set(bytes, this.carriedLength);
    this.carriedLength = needed;
  }

  private takeCarried(): void {
    const line = this.carried.subarray(0, this.carriedLength);
    const view = new DataView(this.carried.buffer, 0, this.carriedLength);
    // Of a line that is too long only its beginning is there, which is no whole line.
    const isPoint = !this.isTooLong && this.takePoint(line, view, 0, line.length);
    if (!isPoint) this.takeOther(line);
    this.carriedLength = 0;
    this.isTooLong = false;
  }

  private takeOther(line: Uint8Array): void {
    this.other(this.isTooLong ? TOO_LONG : this.decoder.decode(line).replace(/\r$/, ''));
  }

  /** False for whatever is not exactly as k6 writes a sample. */
  private takePoint(bytes: Uint8Array, view: DataView, from: number, end: number): boolean {
    if (!startsWith(bytes, from, METRIC_FIRST)) return false;
    const nameFrom = from + METRIC_FIRST.length;
    let at = nameFrom;
    let hash = 0;
    for (; at < end && bytes[at] !== QUOTE; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === BACKSLASH || byte < 32) return false;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const nameEnd = at;
    if (nameEnd === nameFrom || !startsWith(bytes, at, POINT)) return false;
    at += POINT.length;
    const timeFrom = at;
    while (at < end && bytes[at] !== QUOTE) at += 1;
    const time = this.timeOf(bytes, timeFrom, at);
    if (!(time > 0) || !startsWith(bytes, at, VALUE)) return false;
    at += VALUE.length;
    const valueFrom = at;
    // The tags begin at the next comma: a number holds none.
    while (at < end && bytes[at] !== 44) at += 1;
    const value = numberOf(bytes, valueFrom, at);
    if (Number.isNaN(value) || !startsWith(bytes, at, TAGS)) return false;
    const metric = this.metricOf(bytes, nameFrom, nameEnd, hash);
    const ending = this.endingOf(bytes, view, at, end, from);
    if (ending === undefined) return false;
    if (metric.ending !== ending || metric.route === undefined) {
      metric.ending = ending;
      metric.route = this.routeOf(metric.name, ending);
    }
    this.frames.record(metric.route, time, value);
    this.points += 1;
    return true;
  }

  private routeOf(name: string, { routes, tags }: Ending): Route {
    const known = routes.get(name);
    if (known !== undefined) return known;
    const route = this.frames.routeOf(keyOf(name, tags));
    routes.set(name, route);
    return route;
  }

  private metricOf(bytes: Uint8Array, from: number, end: number, hash: number): Metric {
    const alike = this.metrics.get(hash);
    for (const metric of alike ?? []) if (isSame(bytes, from, end, metric.bytes)) return metric;
    const copy = bytes.slice(from, end);
    const metric: Metric = { bytes: copy, name: this.decoder.decode(copy), ending: undefined, route: undefined };
    this.metrics.set(hash, [...(alike ?? []), metric]);
    return metric;
  }

  /** From `,"tags":{` to the end of the line; undefined where reading the line in full shows another form. */
  private endingOf(bytes: Uint8Array, view: DataView, from: number, end: number, lineFrom: number): Ending | undefined {
    const last = this.lastEnding;
    if (last !== undefined && isSameEnding(view, from, end, last)) return last;
    const hash = hashOf(view, from, end);
    for (const ending of this.endings.get(hash) ?? []) {
      if (!isSameEnding(view, from, end, ending)) continue;
      this.lastEnding = ending;
      return ending;
    }
    const ending = this.readEnding(bytes, from, end, lineFrom);
    if (ending === undefined) return undefined;
    if (this.endingCount >= MOST_ENDINGS) {
      this.endings.clear();
      this.endingCount = 0;
    }
    this.endings.set(hash, [...(this.endings.get(hash) ?? []), ending]);
    this.endingCount += 1;
    this.lastEnding = ending;
    return ending;
  }

  private readEnding(bytes: Uint8Array, from: number, end: number, lineFrom: number): Ending | undefined {
    const line = this.readLine(this.decoder.decode(bytes.subarray(lineFrom, end)));
    if (line?.kind !== 'point') return undefined;
    // Nothing but tags may stand there: what came later could take the place of what was read before.
    const tags = tagsIn(this.decoder.decode(bytes.subarray(from + 1, end)));
    if (tags === undefined) return undefined;
    const copy = bytes.slice(from, end);
    return { bytes: copy, view: new DataView(copy.buffer), tags, routes: new Map() };
  }

  /** ms since the Unix epoch of `2026-11-21T11:29:11.583625531+01:00`; NaN for what has another form. */
  private timeOf(bytes: Uint8Array, from: number, end: number): number {
    let at = from + SECOND_LENGTH;
    if (at >= end) return NaN;
    let fraction = 0;
    if (bytes[at] === 46) {
      const first = (at += 1);
      for (let digit = bytes[at] ?? 0; at < end && digit >= 48 && digit <= 57; digit = bytes[(at += 1)] ?? 0) {
        if (at - first < 3) fraction += (digit - 48) * (POWERS_OF_TEN[2 - (at - first)] ?? 0);
      }
      if (at === first) return NaN;
    }
    const isKnown = isSame(bytes, from, from + SECOND_LENGTH, this.second) && this.isZone(bytes, at, end);
    if (!isKnown) this.learnSecond(bytes, from, at, end);
    return this.secondAt + fraction;
  }

  private isZone(bytes: Uint8Array, from: number, end: number): boolean {
    if (end - from !== this.zone.length) return false;
    for (let index = 0; index < this.zone.length; index++) {
      if (bytes[from + index] !== this.zone.charCodeAt(index)) return false;
    }
    return true;
  }

  private learnSecond(bytes: Uint8Array, from: number, zoneFrom: number, end: number): void {
    this.second.set(bytes.subarray(from, from + SECOND_LENGTH));
    this.zone = this.decoder.decode(bytes.subarray(zoneFrom, end));
    const text = this.decoder.decode(this.second) + this.zone;
    const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/.test(text);
    this.secondAt = isTime ? Date.parse(text) : NaN;
  }
}

/** `"tags":{…}}}`: undefined unless it holds tags and nothing else. */
function tagsIn(text: string): Record<string, string> | undefined {
  if (!text.endsWith('}}}')) return undefined;
  try {
    const parsed: unknown = JSON.parse(`{${text.slice(0, -2)}}`);
    if (typeof parsed !== 'object' || parsed === null || Object.keys(parsed).length !== 1 || !('tags' in parsed))
      return undefined;
    const { tags } = parsed;
    if (typeof tags !== 'object' || tags === null) return undefined;
    const pairs = Object.entries(tags).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    return Object.fromEntries(pairs);
  } catch {
    return undefined;
  }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function startsWith(bytes: Uint8Array, from: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) if (bytes[from + index] !== wanted[index]) return false;
  return true;
}

function isSame(bytes: Uint8Array, from: number, end: number, wanted: Uint8Array): boolean {
  return end - from === wanted.length && startsWith(bytes, from, wanted);
}

function isSameEnding(view: DataView, from: number, end: number, { view: wanted, bytes }: Ending): boolean {
  const length = end - from;
  if (length !== bytes.length) return false;
  let index = 0;
  for (; index + 4 <= length; index += 4) if (view.getUint32(from + index) !== wanted.getUint32(index)) return false;
  for (; index < length; index++) if (view.getUint8(from + index) !== wanted.getUint8(index)) return false;
  return true;
}

function hashOf(view: DataView, from: number, end: number): number {
  let hash = end - from;
  for (let at = from; at + 4 <= end; at += 4) hash = (Math.imul(hash, 0x01000193) ^ view.getUint32(at)) | 0;
  return hash;
}

/** A number of JSON; NaN for one that would not come out exact here, and for what is none. */
function numberOf(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  const isNegative = bytes[at] === 45;
  if (isNegative) at += 1;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  const first = at;
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 46 && decimals < 0 && digits > 0) {
      decimals = 0;
      continue;
    }
    if (byte < 48 || byte > 57) return NaN;
    mantissa = mantissa * 10 + (byte - 48);
    digits += 1;
    if (decimals >= 0) decimals += 1;
  }
  const hasLeadingZero = bytes[first] === 48 && digits - Math.max(0, decimals) > 1;
  // Up to 15 digits and powers of ten up to 22 a division rounds once, as reading the text does.
  if (digits === 0 || digits > 15 || decimals === 0 || hasLeadingZero) return NaN;
  const value = decimals > 0 ? mantissa / (POWERS_OF_TEN[decimals] ?? NaN) : mantissa;
  return isNegative ? -value : value;
}

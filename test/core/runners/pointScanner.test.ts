import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LoadClock } from '../../../core/runners/k6/loadClock.ts';
import { readPointLine, type PointLine } from '../../../core/runners/k6/points.ts';
import { PointScanner } from '../../../core/runners/k6/pointScanner.ts';
import { SampleFrames } from '../../../core/runners/k6/samples.ts';
import '../../support/propertySeed.ts';

type Seen = Omit<Extract<PointLine, { kind: 'point' }>, 'kind'>;

/** Writes down what would be counted. */
class Recorder extends SampleFrames {
  readonly seen: Seen[] = [];
  private readonly keys = new Map<object, Seen['key']>();

  constructor() {
    super(new LoadClock([]), () => undefined, []);
  }

  override routeOf(key: Seen['key']) {
    const route = { whenZero: [], otherwise: [], mark: { isOfLoad: true, isOfLoadAtZero: true, isDuration: false } };
    this.keys.set(route, key);
    return route;
  }

  override record(route: object, at: number, value: number): void {
    this.seen.push({ key: this.keys.get(route)!, at, value });
  }
}

/** Everything in order, however the bytes are cut; `fast` counts what needed no text. */
function scanned(bytes: Uint8Array, cuts: readonly number[]): { seen: Seen[]; garbage: number; fast: number } {
  const recorder = new Recorder();
  let garbage = 0;
  const scanner = new PointScanner(recorder, readPointLine, (line) => {
    const told = readPointLine(line);
    if (told?.kind === 'point') recorder.seen.push({ key: told.key, at: told.at, value: told.value });
    else if (told === undefined && line.trim() !== '') garbage += 1;
  });
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  // One buffer for all pieces, as when a file is read.
  const buffer = new Uint8Array(bytes.length);
  for (const [index, from] of places.slice(0, -1).entries()) {
    const piece = bytes.subarray(from, places[index + 1]);
    buffer.fill(0).set(piece);
    scanner.take(buffer.subarray(0, piece.length));
  }
  scanner.finish();
  return { seen: recorder.seen, garbage, fast: scanner.points };
}

function readInFull(text: string): { seen: Seen[]; garbage: number } {
  const seen: Seen[] = [];
  let garbage = 0;
  for (const line of text.split('\n')) {
    const told = readPointLine(line.replace(/\r$/, ''));
    if (told?.kind === 'point') seen.push({ key: told.key, at: told.at, value: told.value });
    else if (told === undefined && line.trim() !== '') garbage += 1;
  }
  return { seen, garbage };
}

const oneOf = fc.constantFrom<string[]>;
const name = fc.oneof(oneOf('http_reqs', 'vus', 'äöü', '__proto__', ''), fc.string({ unit: 'binary', maxLength: 8 }));
const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: oneOf('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), minLength: length, maxLength: length });
const time = fc
  .tuple(
    oneOf(
      '2026-11-21T11:29:11',
      '2026-11-21T11:29:12',
      '2024-02-30T00:00:00',
      '2026-11-21T23:59:60',
      '1969-01-01T00:00:00',
      '2026-13-01T00:00:00',
      'yesterday',
    ),
    fc.oneof(
      fc.constant(''),
      fc.integer({ min: 0, max: 12 }).chain((length) => digits(length).map((text) => `.${text}`)),
    ),
    oneOf('Z', '+01:00', '-09:30', '', 'z', '+25:00', ' Z'),
  )
  .map((parts) => parts.join(''));
const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
  fc.integer().map(String),
  fc.tuple(fc.nat(), digits(6)).map(([whole, part]) => `${whole}.${part}`),
  oneOf(
    '0',
    '-0',
    '1e3',
    '1E-7',
    '-12.5',
    '00.5',
    '1.',
    '.5',
    '"1"',
    'null',
    '9007199254740993',
    '0.1234567890123456789',
    '123456789012345.6',
    '+1',
    '1 ',
  ),
);
const tagName = oneOf('scenario', 'status', 'name', 'headroom_stage', '__proto__', 'url', 'a"b\\');
const tags = fc.dictionary(
  tagName,
  fc.oneof(oneOf('browse', '200', '0', '', '7', '}}}', '","tags":{'), fc.string({ unit: 'binary', maxLength: 6 })),
  { maxKeys: 4 },
);
const tagText = fc.oneof(
  { weight: 6, arbitrary: tags.map((map) => JSON.stringify(map)) },
  {
    weight: 1,
    arbitrary: oneOf(
      'null',
      '{"a":1}',
      '{"scenario":"a"},"metadata":{"vu":"1"}',
      '{"scenario":"a"},"value":7',
      '{"scenario":"a"},"tags":{"scenario":"b"}',
      '{"scenario":"a"}},"data":{"value":3',
      '{ "scenario": "a" }',
    ),
  },
);
const point = fc
  .tuple(name, time, value, tagText, fc.integer({ min: 0, max: 9 }))
  .map(([metric, at, number, map, form]) => {
    const named = JSON.stringify(metric);
    if (form === 0) return `{"type":"Point","data":{"time":"${at}","value":${number},"tags":${map}},"metric":${named}}`;
    if (form === 1) return `{"metric":${named},"type":"Point","data":{"value":${number},"time":"${at}","tags":${map}}}`;
    if (form === 2)
      return `{"metric": ${named},"type":"Point","data":{"time":"${at}","value":${number},"tags":${map}}}`;
    return `{"metric":${named},"type":"Point","data":{"time":"${at}","value":${number},"tags":${map}}}`;
  });
const line = fc.oneof(
  { weight: 10, arbitrary: point },
  { weight: 2, arbitrary: fc.tuple(point, fc.nat(200)).map(([text, cut]) => text.slice(0, cut)) },
  {
    weight: 1,
    arbitrary: fc.tuple(point, fc.nat(200)).map(([text, at]) => `${text.slice(0, at)}\t${text.slice(at + 1)}`),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }).map((text) => text.replaceAll('\n', '')) },
  { weight: 1, arbitrary: fc.constant('{"type":"Metric","data":{"name":"x","type":"counter"},"metric":"x"}') },
);

describe('the scanner of k6 samples', () => {
  it('tells what reading each line in full tells, for any lines, however they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 30 }),
        fc.array(fc.nat(), { maxLength: 6 }),
        oneOf('\n', '\r\n'),
        fc.boolean(),
        (lines, cuts, end, hasEnd) => {
          const text = [...lines, ...lines].join(end) + (hasEnd ? end : '');
          const { seen, garbage } = scanned(new TextEncoder().encode(text), cuts);
          const whole = readInFull(text);
          expect(seen).toEqual(whole.seen);
          expect(garbage).toBe(whole.garbage);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('needs no text for lines as k6 writes them, but for the first of each kind', () => {
    const lines = Array.from(
      { length: 1000 },
      (_, index) =>
        `{"metric":"http_reqs","type":"Point","data":{"time":"2026-11-21T11:29:${10 + (index % 40)}.58${index}Z","value":${index / 8},"tags":{"scenario":"browse","name":"slow \\"page\\" ü"}}}`,
    );
    const { fast, seen } = scanned(new TextEncoder().encode(lines.join('\n')), [70, 5000]);
    expect({ fast, seen: seen.length }).toEqual({ fast: 1000, seen: 1000 });
  });

  it('gives up a line of more than 1 MiB and goes on after it', () => {
    const good = '{"metric":"vus","type":"Point","data":{"time":"2026-11-21T11:29:11Z","value":2,"tags":{}}}\n';
    const { seen, garbage } = scanned(
      new TextEncoder().encode(`${good}${'x'.repeat(3_000_000)}\n${good}`),
      [1_000_000, 2_000_000],
    );
    expect({ seen: seen.length, garbage }).toEqual({ seen: 2, garbage: 1 });
  });
});

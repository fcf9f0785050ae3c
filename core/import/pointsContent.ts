import type { Frame, MissingFigure } from '../run/runEvent.ts';
import type { ToolVerdict } from '../run/toolVerdict.ts';
import { typeOf } from '../runners/k6/decoder.ts';
import { loadBeginOf, markOf } from '../runners/k6/loadBegin.ts';
import { LoadClock } from '../runners/k6/loadClock.ts';
import { readPointLine } from '../runners/k6/points.ts';
import { PointScanner } from '../runners/k6/pointScanner.ts';
import { SampleFrames, type MetricType } from '../runners/k6/samples.ts';
import { withoutCredentials } from '../text/credentials.ts';
import type { ContentEnd } from './resultContent.ts';
import { withdrawnFailures, type Withdrawn } from './withdrawnFailures.ts';
import { unjudgedThresholds, type StatedMetric } from './statedThresholds.ts';

const MOST_LINES_LOOKED_AT = 200;

/** The first lines of a file tell whether they are samples of k6, and when its load began: setup comes before it. */
export function pointsBegin(head: string): { startedAt: number | undefined } | undefined {
  const lines = head.split('\n', MOST_LINES_LOOKED_AT);
  const known = lines.flatMap((line) => readPointLine(line) ?? []);
  if (known.length === 0) return undefined;
  const points = known.filter((line) => line.kind === 'point');
  const marked = points.map(({ key, at, value }) => ({ mark: markOf(key), at, value }));
  return { startedAt: loadBeginOf(marked, 1) ?? points[0]?.at };
}

/** Understands k6's NDJSON output. */
export class PointsReader {
  private readonly types = new Map<string, MetricType>();
  private readonly stated: StatedMetric[] = [];
  private readonly frames = new SampleFrames(
    new LoadClock([]),
    (name) => typeOf(name) ?? this.types.get(name),
    [],
    // Names of requests are addresses, which may hold anything.
    { shown: withoutCredentials },
  );
  private readonly scanner = new PointScanner(this.frames, readPointLine, (line) => this.takeLine(line));
  private points = 0;
  private garbage = 0;
  /** How many samples had been read when the last line came that could not be read. */
  private pointsAtGarbage = -1;
  private isRepeated = false;

  take(bytes: Uint8Array): void {
    this.scanner.take(bytes);
  }

  finish(): void {
    this.scanner.finish();
  }

  private takeLine(line: string): void {
    const told = readPointLine(line);
    switch (told?.kind) {
      case 'point':
        this.points += 1;
        this.frames.add(told.key, told.at, told.value);
        return;
      case 'metric':
        this.takeMetric(told);
        return;
      case undefined:
        if (line.trim() === '') return;
        this.garbage += 1;
        this.pointsAtGarbage = this.allPoints;
    }
  }

  private get allPoints(): number {
    return this.points + this.scanner.points;
  }

  /** Frames of the seconds that are over. */
  passed(): Frame[] {
    return this.frames.complete();
  }

  /** What is left when nothing more comes. */
  rest(): Frame[] {
    return this.frames.rest();
  }

  /** What a reader of the result has to know. */
  warnings(): string[] {
    const { garbage } = this;
    return garbage > 0 ? [`${garbage} ${garbage === 1 ? 'line' : 'lines'} of the file could not be read`] : [];
  }

  verdicts(testId: string): ToolVerdict[] {
    return unjudgedThresholds(testId, this.stated);
  }

  missing(): MissingFigure[] {
    return [...this.frames.unknownKinds].map((metric) => ({
      metric,
      reason: `the file lacks the line of k6 that tells whether \`${metric}\` is a counter, a gauge, a rate or a trend, so no figure of it is certain`,
    }));
  }

  private takeMetric({ type, ...stated }: StatedMetric & { type: MetricType }): void {
    if (this.types.has(stated.name)) this.isRepeated = true;
    this.types.set(stated.name, type);
    this.stated.push(stated);
  }

  /** What was told of some requests and not of all. */
  withdrawn(end: ContentEnd): Withdrawn {
    return withdrawnFailures(this.frames.judged, end);
  }

  /** `cutOff`: why the file is known to lack its end. */
  end(cutOff: string | undefined): ContentEnd {
    if (this.isRepeated) {
      return {
        kind: 'failed',
        message: 'the file holds the samples of several runs of k6. Import each from a file of its own',
      };
    }
    if (cutOff !== undefined) return { kind: 'interrupted', message: cutOff };
    const isLastGarbage = this.pointsAtGarbage === this.allPoints;
    const inside = this.garbage - (isLastGarbage ? 1 : 0);
    if (inside > 0)
      return {
        kind: 'failed',
        message: `${inside} lines inside of the file are damaged, so what they told is missing`,
      };
    if (isLastGarbage) return { kind: 'interrupted', message: 'the last line is not whole, so the file is cut off' };
    if (this.allPoints === 0) return { kind: 'failed', message: 'the file holds no sample' };
    return { kind: 'completed' };
  }
}

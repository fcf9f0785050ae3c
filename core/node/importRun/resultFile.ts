import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../../errors.ts';
import { PointsReader, pointsBegin } from '../../import/pointsContent.ts';
import { RowsReader, rowsBegin } from '../../import/rowsContent.ts';
import { readText } from '../../import/readText.ts';
import type { ContentEnd, ImportedAs, Reading, ResultContent } from '../../import/resultContent.ts';
import type { RunnerEvent } from '../../runners/adapter.ts';
import type { Frame } from '../../run/runEvent.ts';
import { readLines } from '../lines.ts';
import { LARGEST_DOCUMENT_BYTES, readSource, type SourceFile } from './sourceFile.ts';

/** What understands single measurements, line by line. */
interface LineReader {
  take(line: string): void;
  passed(): Frame[];
  rest(): Frame[];
  warnings(): string[];
  end(cutOff: string | undefined): ContentEnd;
}

/** Of how many lines those seconds are told that are over by then. */
const LINES_AT_ONCE = 5000;

/** What a file holds, by its content. `text`: the whole of it, where it had to be read whole. */
export function readResultFile(source: SourceFile): { reading: Reading; text?: string } {
  const { head, bytes } = source;
  if (bytes === 0) return other('it is empty');
  if (head === '') return other('it is no text');
  const points = pointsBegin(head);
  if (points !== undefined) return samples(source, 'k6-points', points.startedAt, () => new PointsReader());
  const rows = rowsBegin(head);
  if (rows !== undefined) return samples(source, 'k6-rows', rows.startedAt, () => new RowsReader());
  if (bytes > LARGEST_DOCUMENT_BYTES) {
    return other(
      `it has ${Math.round(bytes / 1e6)} MB and does not begin as a file of samples; no other result is so large`,
    );
  }
  try {
    const text = readSource(source);
    return { reading: readText(text), text };
  } catch (error) {
    return { reading: { kind: 'damaged', reason: `it cannot be unpacked: ${messageOf(error)}` } };
  }
}

function other(reason: string): { reading: Reading } {
  return { reading: { kind: 'other', reason } };
}

function samples(
  source: SourceFile,
  kind: ResultContent['kind'],
  startedAt: number | undefined,
  reader: () => LineReader,
): { reading: Reading } {
  const tell: ResultContent['tell'] = (run, emit) => tellLines(source, reader(), run, emit);
  return { reading: { kind: 'result', content: { kind, startedAt, notes: [], missing: [], tell } } };
}

async function tellLines(
  source: SourceFile,
  reader: LineReader,
  { startedAt }: ImportedAs,
  emit: (event: RunnerEvent) => void,
): Promise<ContentEnd> {
  let cutOff: string | undefined;
  let latestAt = startedAt;
  const tellFrames = (frames: readonly Frame[]): void => {
    for (const frame of frames) {
      latestAt = startedAt + frame.second * 1000 + frame.durationMs;
      emit({ kind: 'frame', at: latestAt, frame });
    }
  };
  try {
    let lines = 0;
    for await (const line of readLines(plainBytes(source))) {
      reader.take(line);
      lines += 1;
      if (lines % LINES_AT_ONCE === 0) tellFrames(reader.passed());
    }
  } catch (error) {
    cutOff = `the file breaks off (${messageOf(error)})`;
  }
  tellFrames(reader.rest());
  for (const line of reader.warnings()) emit({ kind: 'log', at: latestAt, source: 'headroom', level: 'warning', line });
  return reader.end(cutOff);
}

function plainBytes({ path, isCompressed }: SourceFile): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  // What goes wrong is told to whoever reads the end of it.
  return isCompressed ? pipeline(file, createGunzip({ chunkSize: 256 * 1024 }), () => undefined) : file;
}

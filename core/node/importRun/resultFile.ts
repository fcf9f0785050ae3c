import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../../errors.ts';
import { PointsReader, pointsBegin } from '../../import/pointsContent.ts';
import { RowsReader, rowsBegin } from '../../import/rowsContent.ts';
import type { Withdrawn } from '../../import/withdrawnFailures.ts';
import { readText } from '../../import/readText.ts';
import type { ContentEnd, ImportedAs, Reading, ResultContent } from '../../import/resultContent.ts';
import type { RunnerEvent } from '../../runners/adapter.ts';
import type { Frame, MissingFigure } from '../../run/runEvent.ts';
import type { ToolVerdict } from '../../run/toolVerdict.ts';
import { readLines } from '../lines.ts';
import { LARGEST_DOCUMENT_BYTES, readSource, type SourceFile } from './sourceFile.ts';

/** What understands single measurements. */
interface SampleReader {
  passed(): Frame[];
  rest(): Frame[];
  warnings(): string[];
  /** Conditions of the script that the file names. */
  verdicts(testId: string): ToolVerdict[];
  /** What the file holds and does not tell enough of. */
  missing(): MissingFigure[];
  end(cutOff: string | undefined): ContentEnd;
  /** What frames have told and what does not hold for the whole. */
  withdrawn(end: ContentEnd): Withdrawn;
}

/** Hands the file to its reader; goes on each time when some seconds may be over. */
type Feed = () => AsyncIterable<void>;

/** Of how many lines those seconds are told that are over by then. */
const LINES_AT_ONCE = 5000;
const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 10;

/** What a file holds, by its content. `text`: the whole of it, where it had to be read whole. */
export function readResultFile(source: SourceFile): { reading: Reading; text?: string } {
  const { head, bytes } = source;
  if (bytes === 0) return other('it is empty');
  if (source.isUtf16) return other('it is text in UTF-16, as `>` of PowerShell writes it. Save it as UTF-8');
  if (head === '') return other('it is no text');
  const points = pointsBegin(head);
  if (points !== undefined) {
    const reader = new PointsReader();
    return samples('k6-points', points, reader, () => feedBytes(source, reader));
  }
  const rows = rowsBegin(head);
  if (rows !== undefined) {
    const reader = new RowsReader(rows);
    return samples('k6-rows', rows, reader, () => feedLines(source, reader));
  }
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
  kind: ResultContent['kind'],
  { startedAt, notes = [] }: { startedAt: number | undefined; notes?: readonly string[] },
  reader: SampleReader,
  feed: Feed,
): { reading: Reading } {
  const tell: ResultContent['tell'] = (run, emit) => tellSamples(reader, feed(), run, emit);
  return { reading: { kind: 'result', content: { kind, startedAt, notes, missing: [], tell } } };
}

async function tellSamples(
  reader: SampleReader,
  fed: AsyncIterable<void>,
  { testId, startedAt }: ImportedAs,
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
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- what is fed is in the reader
    for await (const _ of fed) tellFrames(reader.passed());
  } catch (error) {
    cutOff = `the file breaks off (${messageOf(error)})`;
  }
  tellFrames(reader.rest());
  for (const line of reader.warnings()) emit({ kind: 'log', at: latestAt, source: 'headroom', level: 'warning', line });
  const end = reader.end(cutOff);
  const [verdicts, withdrawn] = [reader.verdicts(testId), reader.withdrawn(end)];
  const { samples } = withdrawn;
  const missing = [...reader.missing(), ...withdrawn.missing];
  if (verdicts.length > 0) emit({ kind: 'verdicts', at: latestAt, verdicts });
  if (missing.length > 0) emit({ kind: 'totals', at: latestAt, samples, missing });
  return end;
}

async function* feedLines(source: SourceFile, reader: RowsReader): AsyncGenerator<void, void, undefined> {
  const ending = { isOpen: false };
  // One line behind, because only the end of the file tells whether its last line is whole.
  let last: string | undefined;
  let lines = 0;
  try {
    for await (const line of readLines(watchingEnd(inflated(source), ending))) {
      if (last !== undefined) reader.take(last);
      last = line;
      lines += 1;
      if (lines % LINES_AT_ONCE === 0) yield;
    }
  } catch (error) {
    if (last !== undefined) reader.take(last);
    throw error;
  }
  if (last === undefined) return;
  if (ending.isOpen) reader.takeCutOff(last);
  else reader.take(last);
}

/** k6 ends every line, so a file that ends otherwise is cut off. */
async function* watchingEnd(chunks: AsyncIterable<Buffer>, ending: { isOpen: boolean }): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    if (chunk.length > 0) ending.isOpen = chunk.at(-1) !== NEWLINE;
    yield chunk;
  }
}

async function* feedBytes(source: SourceFile, reader: PointsReader): AsyncGenerator<void, void, undefined> {
  try {
    for await (const chunk of source.isCompressed ? inflated(source) : chunksOf(source.path)) {
      reader.take(chunk);
      yield;
    }
  } finally {
    // A last line may have no end.
    reader.finish();
  }
}

function inflated({ path, isCompressed }: SourceFile): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  // What goes wrong is told to whoever reads the end of it.
  return isCompressed ? pipeline(file, createGunzip({ chunkSize: 256 * 1024 }), () => undefined) : file;
}

/** All of them in the same memory: each is valid until the next one is asked for. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

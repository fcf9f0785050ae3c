import { StringDecoder } from 'node:string_decoder';

/** Characters after which a line is cut. The rest of that line is dropped, so memory stays bounded. */
export const DEFAULT_LINE_LIMIT = 1024 * 1024;

const NEWLINE = 10;

/**
 * The lines of a UTF-8 stream without their line ends (`\n` or `\r\n`); a last line without an end counts too. Lines
 * longer than `limit` characters are cut there.
 */
export async function* readLines(
  stream: AsyncIterable<Buffer | string>,
  limit = DEFAULT_LINE_LIMIT,
): AsyncGenerator<string, void, undefined> {
  const decoder = new StringDecoder('utf8');
  let pending = '';
  let sawText = false;
  for await (const chunk of stream) {
    // More of a line that is cut already: making text of it only to drop that would be most of the work.
    if (pending.length >= limit && typeof chunk !== 'string' && !chunk.includes(NEWLINE)) continue;
    const text = typeof chunk === 'string' ? chunk : decoder.write(chunk);
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield finishLine(append(pending, text.slice(from, end), limit));
      pending = '';
      sawText = false;
      from = end + 1;
    }
    if (from < text.length) {
      pending = append(pending, text.slice(from), limit);
      sawText = true;
    }
  }
  if (sawText) yield finishLine(append(pending, decoder.end(), limit));
}

/** The lines of a process's output. An output that breaks off just ends; why it did is told by the exit. */
export function readLinesUntilCutOff(
  stream: AsyncIterable<Buffer | string>,
  limit = DEFAULT_LINE_LIMIT,
): AsyncGenerator<string, void, undefined> {
  return readLines(untilCutOff(stream), limit);
}

async function* untilCutOff<Chunk>(stream: AsyncIterable<Chunk>): AsyncGenerator<Chunk, void, undefined> {
  try {
    yield* stream;
  } catch {
    return;
  }
}

function append(pending: string, more: string, limit: number): string {
  return pending.length >= limit ? pending : pending + more.slice(0, limit - pending.length);
}

function finishLine(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

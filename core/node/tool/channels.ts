import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from '../../runners/adapter.ts';
import { readLines, readLinesUntilCutOff } from '../lines.ts';
import type { ProcessGroup } from '../processGroup.ts';

/** A tool opens its ports and files a moment after it was started. */
const RETRY_MS = 100;
/** Time between two looks at a file that grows. */
const TAIL_MS = 250;
const POLL_TIMEOUT_MS = 5000;

/**
 * The lines of a channel until it ends, or until `over` aborts because the process has ended. Never throws: what a
 * tool does not say is told by its decoder.
 */
export function readChannel(
  channel: Channel,
  group: ProcessGroup,
  over: AbortSignal,
  lineLimit?: number,
): AsyncGenerator<string, void, undefined> {
  switch (channel.kind) {
    case 'pipe':
      return readLinesUntilCutOff(group.extraPipe, lineLimit);
    case 'server-sent-events':
      return readServerSentEvents(channel.url, channel.lastEvent, over, lineLimit);
    case 'tail':
      return readLines(growingFile(channel.file, over), lineLimit);
    case 'poll':
      return poll(channel.url, channel.everyMs, over);
  }
}

async function pause(ms: number, over: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: over }).catch(() => undefined);
}

/** Connects again until the tool listens; after the first connection its end is the end of the channel. */
async function* readServerSentEvents(
  url: string,
  lastEvent: string | undefined,
  over: AbortSignal,
  lineLimit: number | undefined,
): AsyncGenerator<string, void, undefined> {
  while (!over.aborted) {
    const leave = new AbortController();
    const response = await fetch(url, { signal: AbortSignal.any([over, leave.signal]) }).catch(() => undefined);
    if (!response?.ok || response.body === null) {
      await response?.body?.cancel().catch(() => undefined);
      await pause(RETRY_MS, over);
      continue;
    }
    let event = 'message';
    let data: string[] = [];
    try {
      for await (const line of readLinesUntilCutOff(response.body, lineLimit)) {
        const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
        if (field === 'event') event = value;
        else if (field === 'data') data.push(value);
        if (line !== '' || data.length === 0) continue;
        yield JSON.stringify({ event, data: data.join('\n') });
        if (event === lastEvent) return;
        event = 'message';
        data = [];
      }
    } finally {
      // A tool may wait with its end until nobody listens any more.
      leave.abort();
    }
    return;
  }
}

/** What is in the file now and what is added to it. After `over` everything to its end is read once more. */
async function* growingFile(file: string, over: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  let position = 0;
  for (;;) {
    const isLast = over.aborted;
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size > position) {
      for await (const chunk of createReadStream(file, { start: position, end: size - 1 })) {
        if (!Buffer.isBuffer(chunk)) continue;
        position += chunk.length;
        yield chunk;
      }
    }
    if (isLast) return;
    await pause(TAIL_MS, over);
  }
}

/** Each answer as one line of JSON: `{"status":200,"body":"…"}`, or `{"failure":"…"}`. */
async function* poll(url: string, everyMs: number, over: AbortSignal): AsyncGenerator<string, void, undefined> {
  const isOver = (): boolean => over.aborted;
  while (!isOver()) {
    const signal = AbortSignal.any([over, AbortSignal.timeout(POLL_TIMEOUT_MS)]);
    const said = await fetch(url, { signal })
      .then(
        async (response) => ({ status: response.status, body: await response.text() }),
        (error: unknown) => ({ failure: String(error) }),
      )
      .catch((error: unknown) => ({ failure: String(error) }));
    if (isOver()) return;
    yield JSON.stringify(said);
    await pause(everyMs, over);
  }
}

import { createReadStream } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { messageOf } from '../../core/errors.ts';
import { readLines } from '../../core/node/lines.ts';
import { Timeline, type TimelinePoint } from '../../core/run/timeline.ts';
import { decodeEngineLine } from '../../core/runners/http/engineMessage.ts';

export interface LoadedTimeline {
  points: TimelinePoint[];
  /** What could not be read, in words. */
  gaps: string[];
}

const kindSchema = z.object({ kind: z.string() });

/** The course of a run from its events. What cannot be read is left out and told. */
export async function loadTimeline(folder: string): Promise<LoadedTimeline> {
  const timeline = new Timeline();
  const gaps: string[] = [];
  let brokenLines = 0;
  try {
    for await (const line of readLines(createReadStream(path.join(folder, 'events.ndjson')))) {
      const kind = kindOf(line);
      if (kind === undefined) brokenLines += 1;
      if (kind !== 'frame') continue;
      // A frame is stored in the words that the engine sent it in.
      const decoded = decodeEngineLine(line);
      if (decoded.kind === 'event' && decoded.event.kind === 'frame') timeline.add(decoded.event.frame);
      else brokenLines += 1;
    }
  } catch (error) {
    gaps.push(`events.ndjson cannot be read, so the charts are not complete: ${messageOf(error)}`);
  }
  if (brokenLines > 0) {
    const lines = brokenLines === 1 ? 'line' : 'lines';
    gaps.push(`${brokenLines} ${lines} of events.ndjson cannot be read; the charts leave out what they said.`);
  }
  return { points: timeline.points(), gaps };
}

function kindOf(line: string): string | undefined {
  try {
    return kindSchema.parse(JSON.parse(line)).kind;
  } catch {
    return undefined;
  }
}

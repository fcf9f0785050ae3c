import { setImmediate } from 'node:timers/promises';
import type { Checklist } from '../../core/checklist/checklist.ts';
import { ChecklistReader } from '../../core/checklist/readChecklist.ts';
import { retick } from './retick.ts';

// A bundle of its own: it brings the parser, which is loaded for the first text that may have task items, and what reads
// limits, which the parser needs anyway.
export { compareStatements, contradictedIn, limitsAt } from '../../core/checklist/contradictions/findContradictions.ts';
export { statementsIn } from '../../core/checklist/contradictions/statements.ts';

/** Texts that are kept as they were read last: those that a person works with, and some more. */
const MOST_KEPT = 20;
/** Those that somebody types in: a reader holds a parsed text, which takes twenty times the memory of its characters. */
const MOST_READERS = 3;
/** For so long nobody else in the editor's process gets a turn. */
const TURN_MS = 15;

const kept = new Map<string, { text: string; checklist: Checklist }>();
const readers = new Map<string, ChecklistReader>();
const underWay = new Map<string, Promise<void>>();

/**
 * Reads the text of a file, which list, lenses and commands do in turn: a long text that is the same, or has other ticks
 * alone, is not parsed again, and of one that was edited only what is new.
 */
export function readText(uri: string, text: string): Checklist {
  const checklist = knownAs(uri, text) ?? readerOf(uri).read(text);
  keepNewest(kept, uri, { text, checklist }, MOST_KEPT);
  return checklist;
}

/** The same for who can wait: others get their turns while a long text is parsed. Who comes second waits for the first. */
export async function readTextInTurns(uri: string, text: string): Promise<Checklist> {
  for (let other = underWay.get(uri); other !== undefined; other = underWay.get(uri)) await other;
  if (knownAs(uri, text) === undefined) {
    const work = parseInTurns(readerOf(uri), text).finally(() => underWay.delete(uri));
    underWay.set(uri, work);
    await work;
  }
  return readText(uri, text);
}

async function parseInTurns(reader: ChecklistReader, text: string): Promise<void> {
  const steps = reader.ahead(text);
  let turnEnds = performance.now() + TURN_MS;
  while (steps.next().done !== true) {
    if (performance.now() < turnEnds) continue;
    await setImmediate();
    turnEnds = performance.now() + TURN_MS;
  }
}

function knownAs(uri: string, text: string): Checklist | undefined {
  const last = kept.get(uri);
  return last?.text === text ? last.checklist : last && retick(last.checklist, last.text, text);
}

function readerOf(uri: string): ChecklistReader {
  const reader = readers.get(uri) ?? new ChecklistReader();
  keepNewest(readers, uri, reader, MOST_READERS);
  return reader;
}

function keepNewest<T>(all: Map<string, T>, key: string, value: T, most: number): void {
  all.delete(key);
  all.set(key, value);
  const [oldest] = all.keys();
  if (all.size > most && oldest !== undefined) all.delete(oldest);
}

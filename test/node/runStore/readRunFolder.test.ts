import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRunFolder } from '../../../core/node/runStore/readRunFolder.ts';
import type { RunManifest } from '../../../core/run/runManifest.ts';
import type { RunResult } from '../../../core/run/runResult.ts';
import { copyOf, makeRealRun, newFolder, type RealRun } from '../../support/storedRun.ts';
import { OWN_START } from '../../support/ownStart.ts';
import { apartFromHealth } from '../../support/apartFromHealth.ts';

let run: RealRun;
let result: RunResult;
beforeAll(async () => {
  run = await makeRealRun();
  ({ result } = run.finished);
}, 60_000);

const isGood = (verdict: string): boolean => verdict === 'pass' || verdict === 'warn';

/** The folder as it was while the run went on, its writer gone. */
function unfinished(change: (manifest: RunManifest) => void = () => undefined): string {
  const folder = copyOf(run.finished.folder);
  const manifest = JSON.parse(run.manifestWhileRunning) as RunManifest;
  manifest.process.start = 'another time';
  change(manifest);
  writeFileSync(path.join(folder, 'run.json'), JSON.stringify(manifest));
  for (const name of ['result.json', 'report.md']) rmSync(path.join(folder, name));
  return folder;
}

function eventLines(folder: string): string[] {
  return readFileSync(path.join(folder, 'events.ndjson'), 'utf8').trimEnd().split('\n');
}

function writeEvents(folder: string, lines: readonly string[], end = '\n'): void {
  writeFileSync(path.join(folder, 'events.ndjson'), lines.join('\n') + end);
}

describe('a run that ended', () => {
  it('reads as it was written', async () => {
    const stored = await readRunFolder(run.finished.folder, { onEvent: () => undefined });
    expect(stored.result).toEqual(result);
    expect(stored).toMatchObject({ resultFrom: 'result.json', writer: 'gone', notes: [] });
    expect(apartFromHealth({ ...result, reasons: [] })).toMatchObject({ state: 'completed', verdict: 'pass' });
  });

  it('gives the same result again from its events and run.json alone', async () => {
    const folder = copyOf(run.finished.folder);
    rmSync(path.join(folder, 'result.json'));
    const stored = await readRunFolder(folder);
    expect(stored.result).toEqual(result);
    expect(apartFromHealth(stored.result).reasons).toEqual([expect.stringContaining('certificates were not verified')]);
    expect(stored).toMatchObject({ resultFrom: 'events.ndjson', notes: ['result.json is missing'] });
  });

  it.each([
    ['of another run', { runId: 'other' }, 'it is the result of other'],
    ['that is not final', { state: 'running' }, 'it says that the run is running'],
    ['with another state than run.json', { state: 'cancelled', verdict: 'no-data' }, 'it says cancelled and run.json'],
  ])('does not believe a result %s', async (_, change, why) => {
    const folder = copyOf(run.finished.folder);
    writeFileSync(path.join(folder, 'result.json'), JSON.stringify({ ...result, ...change }));
    const stored = await readRunFolder(folder);
    expect(stored.result).toEqual(result);
    expect(stored.notes.join()).toContain(why);
  });

  it('does not believe a pass that its own checks deny', async () => {
    const folder = unfinished();
    writeEvents(folder, eventLines(folder).slice(0, -2));
    const checks = result.checks.map((check) => ({ ...check, verdict: 'fail' }));
    writeFileSync(path.join(folder, 'result.json'), JSON.stringify({ ...result, checks }));
    expect((await readRunFolder(folder)).result).toMatchObject({ state: 'interrupted', verdict: 'no-data' });
  });

  it('keeps its result when only events were lost, and says so', async () => {
    const folder = copyOf(run.finished.folder);
    truncateSync(path.join(folder, 'events.ndjson'), 100);
    const stored = await readRunFolder(folder);
    expect(stored.result).toEqual(result);
    expect(stored.notes.join()).toContain('does not reach the end of the run');
  });
});

describe('a run whose writer died', () => {
  it('is interrupted, without a pass, wherever its events end', async () => {
    const folder = unfinished();
    const file = path.join(folder, 'events.ndjson');
    const whole = readFileSync(file);
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
    // Both sides of every line end, inside characters of several bytes, and many places at random.
    const ends = [...whole.keys()].filter((at) => whole[at] === 10).flatMap((at) => [at, at + 1]);
    const insideCharacters = [...whole.keys()].filter((at) => (whole[at] ?? 0) > 127).slice(0, 40);
    const random = fc.sample(fc.nat(whole.length), { numRuns: 300, seed: 7 });
    for (const at of [0, 1, ...ends, ...insideCharacters, ...random]) {
      writeFileSync(file, whole.subarray(0, at));
      const stored = await readRunFolder(folder);
      // Without its line end the last event is whole, too.
      if (at >= whole.length - 1) {
        expect(stored.result, `cut at ${at}`).toEqual(result);
        continue;
      }
      const { state, verdict } = stored.result;
      expect({ at, state, good: isGood(verdict) }).toEqual({ at, state: 'interrupted', good: false });
      expect(
        stored.result.checks.filter((check) => isGood(check.verdict)),
        `cut at ${at}`,
      ).toEqual([]);
      expect(at <= lastLine || stored.notes.some((note) => note.includes('no whole event'))).toBe(true);
    }
  }, 60_000);

  it.each(['run.json', 'result.json', 'events.ndjson'])(
    'opens with %s cut off anywhere',
    async (name) => {
      const folder = copyOf(run.finished.folder);
      const file = path.join(folder, name);
      const whole = readFileSync(file);
      for (const at of [0, 1, ...fc.sample(fc.nat(whole.length - 2), { numRuns: 60, seed: 11 })]) {
        writeFileSync(file, whole.subarray(0, at));
        // One file is cut, the others prove that the run ended, so its result must still be found.
        expect((await readRunFolder(folder)).result, `${name} cut at ${at}`).toEqual(result);
      }
    },
    60_000,
  );

  it('knows no verdict without run.json, and says why', async () => {
    const folder = copyOf(run.finished.folder);
    rmSync(path.join(folder, 'result.json'));
    truncateSync(path.join(folder, 'run.json'), 200);
    const stored = await readRunFolder(folder);
    expect(stored.result).toMatchObject({ state: 'completed', verdict: 'no-data', runId: result.runId });
    expect(stored.result.reasons.join()).toContain('what the run is judged by is not known');
    expect(stored.notes).toContain('run.json is cut off or damaged');
  });

  it('skips a tail of NULs as a power cut leaves it', async () => {
    const folder = unfinished();
    const lines = eventLines(folder).slice(0, -1);
    writeEvents(folder, lines);
    appendFileSync(path.join(folder, 'events.ndjson'), Buffer.alloc(4096));
    const stored = await readRunFolder(folder);
    expect(stored.result).toMatchObject({ state: 'interrupted', verdict: 'no-data' });
    expect(stored.fold?.store.durationMs({})).toBeGreaterThan(0);
    expect(stored.notes.join()).toContain('the last 4096 bytes');
  });

  it('does not pass when a line in the middle is damaged', async () => {
    const folder = unfinished();
    const lines = eventLines(folder);
    const frame = lines.findIndex((line) => line.includes('"kind":"frame"'));
    writeEvents(folder, lines.with(frame + 1, '\0'.repeat(300)));
    const stored = await readRunFolder(folder);
    expect(stored.result).toMatchObject({ state: 'completed', verdict: 'no-data' });
    expect(stored.notes.join()).toContain('1 line inside events.ndjson damaged');
  });

  it('takes a frame that comes twice once', async () => {
    const folder = unfinished();
    writeEvents(
      folder,
      eventLines(folder).flatMap((line) => (line.includes('"kind":"frame"') ? [line, line] : [line])),
    );
    expect((await readRunFolder(folder)).result).toEqual(result);
  });

  it('does not plainly pass a run of which only a later version knows all, and says so', async () => {
    const folder = unfinished();
    const lines = eventLines(folder).map((line) => {
      const event = JSON.parse(line) as { kind: string; frame?: { samples: unknown[] } };
      if (event.kind === 'stage') return JSON.stringify({ ...event, colour: 'red' });
      event.frame?.samples.push({ metric: 'x', tags: {}, sample: { kind: 'digest', centroids: [1] } });
      return JSON.stringify(event);
    });
    writeEvents(folder, [lines[0]!, JSON.stringify({ at: 1, kind: 'annotation', text: 'x' }), ...lines.slice(1)]);
    const stored = await readRunFolder(folder);
    // What was left out may be what the later version would not let pass.
    expect(stored.result).toEqual({
      ...result,
      verdict: 'warn',
      reasons: [...result.reasons, expect.stringMatching(/^\d+ events were not understood in full.*that version$/)],
    });
    expect(stored.result.reasons.at(-1)).toContain(
      `${lines.filter((line) => /"kind":"(stage|frame)"/.test(line)).length + 1} events`,
    );
    for (const what of ['events `annotation`', 'the field `colour` of stage', 'a kind of sample'])
      expect(stored.notes.join()).toContain(what);
  });

  it('mentions halves of files that were being replaced', async () => {
    const folder = unfinished();
    writeFileSync(path.join(folder, 'result.json.4711.part'), '{"version":1,"verd');
    const stored = await readRunFolder(folder);
    expect(stored.notes).toContain('result.json.4711.part is left of a write that was cut off');
  });
});

describe('a run that goes on', () => {
  it.each([
    ['the process that wrote it', OWN_START, undefined, 'running', 'still going on'],
    ['a later process with the same id', 'another time', undefined, 'interrupted', 'cut off before its end'],
    ['a process of another machine', OWN_START, 'elsewhere', 'interrupted', 'cannot be told here'],
  ])('with %s', async (_, start, host, state, reason) => {
    const folder = unfinished((manifest) => {
      manifest.process = { ...manifest.process, pid: process.pid, ...(start && { start }), ...(host && { host }) };
    });
    writeEvents(folder, eventLines(folder).slice(0, -1));
    const stored = await readRunFolder(folder);
    expect(stored.result.state).toBe(state);
    expect(stored.manifest?.state).toBe(state);
    // Between them a busy machine may put a word on how late its load generator was.
    expect(stored.result.reasons[0]).toContain(reason);
    expect(isGood(stored.result.verdict)).toBe(false);
    expect(stored.notes.some((note) => note.includes('only on elsewhere'))).toBe(host !== undefined);
  });
});

it('refuses a folder that holds no run', async () => {
  await expect(readRunFolder(newFolder())).rejects.toThrow('is no run folder');
  await expect(readRunFolder('/no/such/folder')).rejects.toThrow('There is no folder');
});

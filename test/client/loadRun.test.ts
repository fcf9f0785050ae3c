import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadRun } from '../../client/runs/loadRun.ts';
import { runItem } from '../../client/runs/runItem.ts';
import { loadSummary } from '../../client/runs/runSummary.ts';
import { hostMessageSchema } from '../../core/protocol/panel.ts';
import type { RunEvent } from '../../core/run/runEvent.ts';
import { httpFrame } from '../core/run/helpers.ts';
import { manifestOf, STARTED_AT, writeRunFolder } from '../support/runFolder.ts';

const RUN_ID = '20260131_120000_search';
const EVENTS: RunEvent[] = [
  { at: STARTED_AT, kind: 'frame', frame: httpFrame(0, [10, 20]) },
  { at: STARTED_AT, kind: 'frame', frame: httpFrame(1, [30], 1) },
];

let results: string;
let folder: string;
const file = (name: string): string => path.join(folder, name);

beforeEach(() => {
  results = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-runs-'));
  folder = writeRunFolder(results, RUN_ID, EVENTS);
});
afterEach(() => fs.rmSync(results, { recursive: true, force: true }));

describe('a run folder in the panel', () => {
  test('is shown with its result and its course', async () => {
    fs.writeFileSync(file('report.md'), '# report');
    const view = await loadRun(folder);
    expect(view).toMatchObject({
      kind: 'run',
      facts: { testId: 'search', startedBy: 'ada' },
      result: { verdict: 'no-data', reasons: ['the test states no checks'] },
      timeline: [
        { second: 0, throughput: 2, errorRate: 0 },
        { second: 1, throughput: 1, errorRate: 0.5 },
      ],
      files: ['report.md'],
      gaps: [],
    });
    expect(view).not.toHaveProperty('facts.plan');
    const message = { kind: 'show', runFolder: 'file:///a', view };
    expect(hostMessageSchema.safeParse(JSON.parse(JSON.stringify(message))).success).toBe(true);
  });

  test.each<[string, () => void, RegExp, RegExp]>([
    ['is gone', () => fs.rmSync(folder, { recursive: true }), /does not exist/, /moved or deleted/],
    ['has no run.json', () => fs.rmSync(file('run.json')), /not a run folder/, /folder of one run/],
    ['has half a run.json', () => fs.truncateSync(file('run.json'), 40), /run\.json .* is not whole JSON/, /again/],
    [
      'has half a result.json',
      () => fs.truncateSync(file('result.json'), 40),
      /result\.json .* not whole JSON/,
      /again/,
    ],
    [
      'was written by another version',
      () => fs.writeFileSync(file('result.json'), '{"version":2}'),
      /does not fit this version of Headroom: version/,
      /again/,
    ],
    [
      'has no result yet',
      () => {
        fs.rmSync(file('result.json'));
        fs.writeFileSync(file('run.json'), JSON.stringify(manifestOf(RUN_ID, { state: 'running' })));
      },
      /no result\.json yet/,
      /when it has ended/,
    ],
    ['lost its result', () => fs.rmSync(file('result.json')), /no result\.json/, /ended as "completed"/],
  ])('that %s becomes a message', async (_, harm, problem, remedy) => {
    harm();
    const view = await loadRun(folder);
    expect(view).toEqual({
      kind: 'unreadable',
      problem: expect.stringMatching(problem),
      remedy: expect.stringMatching(remedy),
    });
  });

  test('without events is shown without charts, and says so', async () => {
    fs.rmSync(file('events.ndjson'));
    expect(await loadRun(folder)).toMatchObject({
      kind: 'run',
      timeline: [],
      gaps: [expect.stringMatching(/events\.ndjson cannot be read/)],
    });
  });

  test('with a line cut off shows the others, and says so', async () => {
    const { size } = fs.statSync(file('events.ndjson'));
    fs.truncateSync(file('events.ndjson'), size - 5);
    fs.appendFileSync(file('events.ndjson'), '\n{"at":1,"kind":"frame","frame":{"second":-1}}\n');
    const view = await loadRun(folder);
    expect(view).toMatchObject({ timeline: [{ second: 0 }, { second: 1 }] });
    expect(view).toMatchObject({ gaps: [expect.stringMatching(/^2 lines of events\.ndjson cannot be read/)] });
  });
});

describe('a run in the list', () => {
  const itemOf = async (): Promise<unknown> =>
    runItem(await loadSummary(folder), { time: () => 'noon', folder: (name) => path.basename(name) });

  test('says verdict, time and duration', async () => {
    expect(await itemOf()).toEqual({
      label: '$(question) search',
      description: 'no data · noon · 1 m 10 s',
      detail: RUN_ID,
    });
  });

  test('says when it is a smoke run that goes on', async () => {
    fs.rmSync(file('result.json'));
    const manifest = manifestOf(RUN_ID, { state: 'running', smoke: true, endedAt: undefined, title: 'People search' });
    fs.writeFileSync(file('run.json'), JSON.stringify(manifest));
    expect(await itemOf()).toEqual({
      label: '$(circle-outline) search',
      description: 'no result · running · smoke run · noon',
      detail: `People search · ${RUN_ID}`,
    });
  });

  test('is listed by its name’s time when it cannot be read', async () => {
    fs.truncateSync(file('run.json'), 10);
    expect(await loadSummary(folder)).toMatchObject({ startedAt: STARTED_AT, content: { kind: 'unreadable' } });
    expect(await itemOf()).toMatchObject({ label: `$(warning) ${RUN_ID}`, description: 'cannot be read' });
  });
});

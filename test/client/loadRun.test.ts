import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadRun } from '../../client/runs/loadRun.ts';
import { runItem } from '../../client/runs/runItem.ts';
import { readListEntry } from '../../core/node/runStore/listRuns.ts';
import { METRICS } from '../../core/metrics.ts';
import { hostMessageSchema } from '../../core/protocol/panel.ts';
import type { RunManifest } from '../../core/run/runManifest.ts';
import type { RunEvent } from '../../core/run/runEvent.ts';
import { httpFrame } from '../core/run/helpers.ts';
import { OWN_START } from '../support/ownStart.ts';
import { manifestOf, STARTED_AT, writeRunFolder } from '../support/runFolder.ts';

const RUN_ID = '20260131_120000_search';
const EVENTS: RunEvent[] = [
  { at: STARTED_AT, kind: 'frame', frame: httpFrame(0, [10, 20]) },
  { at: STARTED_AT, kind: 'frame', frame: httpFrame(1, [30], 1) },
];

let results: string;
let folder: string;
const file = (name: string): string => path.join(folder, name);
const writeManifest = (rest: Partial<RunManifest>): void =>
  fs.writeFileSync(file('run.json'), JSON.stringify(manifestOf(RUN_ID, rest)));

beforeEach(() => {
  results = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-runs-'));
  folder = writeRunFolder(results, RUN_ID, EVENTS);
});
afterEach(() => fs.rmSync(results, { recursive: true, force: true }));

describe('a run folder in the panel', () => {
  test('is shown with its result and its course', async () => {
    for (const name of ['report.md', 'report.html']) fs.writeFileSync(file(name), 'report');
    const view = await loadRun(folder);
    expect(view).toMatchObject({
      kind: 'run',
      facts: { testId: 'search', startedBy: 'ada' },
      result: { verdict: 'no-data', reasons: ['the test states no checks'] },
      timeline: [
        { second: 0, throughput: 2, errorRate: 0 },
        { second: 1, throughput: 1, errorRate: 0.5 },
      ],
      marks: [],
      files: ['report.html', 'report.md'],
      notes: [],
    });
    expect(view).not.toHaveProperty('facts.plan');
    const message = { kind: 'show', runFolder: 'file:///a', view };
    expect(hostMessageSchema.safeParse(JSON.parse(JSON.stringify(message))).success).toBe(true);
  });

  test('has the limits of its checks, and when they came to other verdicts', async () => {
    const check = { id: 'search/p95', on: 'p95 latency', target: '< 25ms', definition: METRICS.latency };
    writeManifest({ judgedBy: { checks: [check], guards: [], smoke: false } });
    expect(await loadRun(folder)).toMatchObject({
      limits: [{ metric: 'latency', level: 'target', values: [25], bad: 'above' }],
      changes: [{ second: 2, id: 'search/p95', from: 'pass', to: 'fail' }],
      changesDropped: 0,
      gauges: [],
    });
  });

  test('carries what its requirements say', async () => {
    const requirements = { '14.10': 'Search answers within 5 s' };
    writeManifest({ requirements });
    expect(await loadRun(folder)).toMatchObject({ facts: { requirements } });
  });

  test.each<[string, () => void, RegExp]>([
    ['is gone', () => fs.rmSync(folder, { recursive: true }), /^There is no folder/],
    [
      'holds nothing of a run',
      () => ['run.json', 'result.json', 'events.ndjson'].forEach((name) => fs.rmSync(file(name))),
      /is no run folder/,
    ],
  ])('that %s becomes a message', async (_, harm, problem) => {
    harm();
    const view = await loadRun(folder);
    expect(view).toEqual({
      kind: 'unreadable',
      problem: expect.stringMatching(problem),
      remedy: 'Choose the folder of one run.',
    });
    // The remedy of the command line is of no use here.
    expect(view).not.toHaveProperty('problem', expect.stringContaining('headroom runs'));
  });

  test.each<[string, Partial<RunManifest>, string, RegExp]>([
    ['cut off', { state: 'running', process: { pid: 1, start: 'another time' } }, 'interrupted', /it was cut off/],
    ['going on', { state: 'running', process: { pid: process.pid, start: OWN_START } }, 'running', /Still running/],
  ])('of a run %s is shown with what is there', async (_, manifest, state, mark) => {
    writeManifest({ ...manifest, endedAt: undefined });
    fs.rmSync(file('result.json'));
    const events = fs.readFileSync(file('events.ndjson'), 'utf8').trimEnd().split('\n');
    fs.writeFileSync(file('events.ndjson'), events.slice(0, -1).join('\n'));
    expect(await loadRun(folder)).toMatchObject({
      kind: 'run',
      result: { state, verdict: 'no-data', observations: expect.arrayContaining([expect.anything()]) },
      marks: [expect.stringMatching(mark)],
      timeline: [{ second: 0 }, { second: 1 }],
    });
  });

  test('of a cancelled run is shown as partial', async () => {
    const result = JSON.parse(fs.readFileSync(file('result.json'), 'utf8')) as object;
    fs.writeFileSync(file('result.json'), JSON.stringify({ ...result, state: 'cancelled' }));
    writeManifest({ state: 'cancelled' });
    expect(await loadRun(folder)).toMatchObject({
      result: { state: 'cancelled' },
      marks: [expect.stringMatching(/it was cancelled/)],
      notes: [],
    });
  });

  test.each<[string, () => void, RegExp]>([
    ['half a run.json', () => fs.truncateSync(file('run.json'), 40), /run\.json is cut off or damaged/],
    ['half a result.json', () => fs.truncateSync(file('result.json'), 40), /result\.json is cut off or damaged/],
    ['a later result.json', () => fs.writeFileSync(file('result.json'), '{"version":2}'), /result\.json is not what/],
    ['no result.json', () => fs.rmSync(file('result.json')), /result\.json is missing/],
  ])('with %s is shown, and says so', async (_, harm, note) => {
    harm();
    const view = await loadRun(folder);
    expect(view).toMatchObject({
      result: { runId: RUN_ID, state: 'completed', verdict: 'no-data' },
      timeline: [{ second: 0 }, { second: 1 }],
      notes: expect.arrayContaining([expect.stringMatching(note)]),
    });
    const message = { kind: 'show', runFolder: 'file:///a', view };
    expect(hostMessageSchema.safeParse(JSON.parse(JSON.stringify(message))).success).toBe(true);
  });

  test.each<[string, () => void, RegExp]>([
    ['without', () => fs.rmSync(file('events.ndjson')), /events\.ndjson is missing/],
    [
      'with unreadable',
      () => {
        fs.rmSync(file('events.ndjson'));
        fs.mkdirSync(file('events.ndjson'));
      },
      /events\.ndjson cannot be read/,
    ],
  ])('%s events is shown without charts, and says so', async (_, harm, note) => {
    harm();
    expect(await loadRun(folder)).toMatchObject({
      kind: 'run',
      result: { state: 'completed' },
      timeline: [],
      notes: expect.arrayContaining([expect.stringMatching(note)]),
    });
  });

  test('with damaged lines shows the others, and says so', async () => {
    fs.appendFileSync(file('events.ndjson'), '{"at":1,"kind":"frame","frame":{"second":-1}}\n{"at":1,"ki');
    expect(await loadRun(folder)).toMatchObject({
      timeline: [{ second: 0 }, { second: 1 }],
      notes: expect.arrayContaining([
        expect.stringMatching(/^1 line inside events\.ndjson damaged/),
        expect.stringMatching(/^the last 11 bytes of events\.ndjson/),
      ]),
    });
  });
});

describe('a run in the list', () => {
  const itemOf = async (): Promise<unknown> =>
    runItem((await readListEntry(folder))!, { time: () => 'noon', folder: (name) => path.basename(name) });

  test('says verdict, time and duration', async () => {
    expect(await itemOf()).toEqual({
      label: '$(question) search',
      description: 'no data · noon · 1 m 10 s',
      detail: RUN_ID,
    });
  });

  test.each<[string, string, string, string?]>([
    ['goes on', OWN_START, 'running'],
    ['was cut off', 'another time', 'cut off'],
    ['is of another machine', 'another time', 'running or cut off', 'elsewhere'],
  ])('says when it is a smoke run that %s', async (_, start, state, host) => {
    fs.rmSync(file('result.json'));
    const own = { process: { pid: process.pid, start, host }, endedAt: undefined, title: 'People search' };
    writeManifest({ state: 'running', smoke: true, ...own });
    expect(await itemOf()).toEqual({
      label: '$(circle-outline) search',
      description: `no result · ${state} · smoke run · noon`,
      detail: `People search · ${RUN_ID}`,
    });
  });

  test('says when it is damaged', async () => {
    fs.truncateSync(file('run.json'), 10);
    expect(await itemOf()).toEqual({
      label: `$(warning) ${RUN_ID}`,
      description: 'damaged',
      detail: 'run.json is cut off or damaged',
    });
  });
});

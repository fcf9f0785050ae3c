import { describe, expect, test } from 'vitest';
import { LiveState } from '../../../client/panels/live/liveState.ts';
import { hostMessageSchema, runFactsSchema, type LiveRunView } from '../../../core/protocol/panel.ts';
import { MOST_LOG_LINES, RECENT_SECONDS } from '../../../core/protocol/livePanel.ts';
import type { RunSetup } from '../../../core/run/foldRun.ts';
import type { Frame, RunEvent } from '../../../core/run/runEvent.ts';
import { applyUpdate } from '../../../webview/applyUpdate.ts';
import { check, gauge, httpFrame, httpSamples, selector } from '../../core/run/helpers.ts';
import { manifestOf, STARTED_AT } from '../../support/runFolder.ts';

const SETUP: RunSetup = {
  checks: [check(selector('latency', 'p95'), { target: ['<', 100] })],
  guards: [check(selector('error_rate'), { stop: ['>', 0.5, { kind: 'for', ms: 3000 }] }, { id: 'test/guard' })],
  stages: [{ name: 'main', load: { kind: 'users', from: 2, to: 2 }, durationMs: 60_000, warmup: false }],
  definitions: { cpu: { kind: 'gauge', dimension: 'ratio', meaning: '', everyMs: 5000 } },
};
const eventOf = (frame: Frame): RunEvent => ({ at: STARTED_AT + (frame.second + 1) * 1000, kind: 'frame', frame });
const stateOf = (now = STARTED_AT, setup = SETUP): LiveState =>
  new LiveState(runFactsSchema.parse(manifestOf('20260131_120000_search')), setup, () => now);
const start = (state: LiveState): void =>
  state.take({ at: STARTED_AT, kind: 'stage', stage: 'main', index: 0, level: '2 users', warmup: false });

/** What a webview has after all that was sent, each message through JSON and the model as on the real way. */
class Receiver {
  view: LiveRunView;
  constructor(private readonly state: LiveState) {
    this.view = state.whole();
  }
  update(): void {
    const message = hostMessageSchema.parse(JSON.parse(JSON.stringify(this.state.takeUpdate())));
    const after = message.kind === 'update' ? applyUpdate(this.view, message) : undefined;
    if (after === undefined) throw new Error('The update does not fit.');
    this.view = after;
  }
}

describe('a run that goes on', () => {
  test('is told in updates as it would be told whole', () => {
    const state = stateOf();
    start(state);
    const receiver = new Receiver(state);
    for (let second = 0; second < 1500; second += 1) {
      state.take(eventOf(httpFrame(second, [10, second % 70 === 0 ? 900 : 20], second % 400 > 397 ? 9 : 0)));
      if (second % 3 === 0) state.take({ at: 0, kind: 'log', source: 'tool', level: 'info', line: `line ${second}` });
      if (second % 7 === 0) receiver.update();
    }
    receiver.update();
    const whole: unknown = JSON.parse(JSON.stringify(state.whole()));
    expect(JSON.parse(JSON.stringify(receiver.view))).toEqual(whole);
  });

  test('is told in bounded messages however long it goes on', () => {
    const state = stateOf();
    start(state);
    for (let second = 0; second < 3000; second += 1) {
      state.take(eventOf(httpFrame(second, [10])));
      state.take({ at: 0, kind: 'log', source: 'tool', level: 'info', line: 'line' });
    }
    const whole = state.whole();
    expect(whole.timeline.length).toBeLessThanOrEqual(600);
    expect(whole.recent).toHaveLength(RECENT_SECONDS);
    expect(whole.log).toHaveLength(MOST_LOG_LINES);
    state.take(eventOf(httpFrame(3000, [10])));
    const update = state.takeUpdate();
    expect(update.timeline.points.length).toBeLessThanOrEqual(2);
    expect(update.recent).toHaveLength(1);
  });

  test('says how far it is, how its checks stand and how near its guards are', () => {
    const state = stateOf(STARTED_AT + 2500);
    expect(state.whole().now).toMatchObject({ phase: 'preparing' });
    expect(state.whole().now).not.toHaveProperty('elapsedMs');
    start(state);
    state.take(eventOf(httpFrame(0, [10, 20])));
    state.take(eventOf(httpFrame(1, [10, 20], 8)));
    const { now, limits } = state.whole();
    expect(now).toMatchObject({ phase: 'running', elapsedMs: 2500, plannedMs: 60_000, stage: 'main' });
    expect(now.result.checks).toMatchObject([{ verdict: 'pass' }, { verdict: 'no-data' }]);
    // Nothing has passed as long as the run goes on.
    expect(now.result).toMatchObject({ state: 'running', verdict: 'no-data' });
    expect(now.guards).toMatchObject([
      { guardId: 'test/guard', observed: 0.8, limit: 0.5, held: { ms: 1000, ofMs: 3000 } },
    ]);
    expect(limits).toMatchObject([
      { metric: 'latency', level: 'target', values: [100] },
      { metric: 'error_rate', level: 'stop', values: [0.5] },
    ]);
  });

  test('knows no planned time where the script of a tool decides it', () => {
    const state = stateOf(STARTED_AT + 2500, { checks: [], guards: [], stages: [] });
    start(state);
    expect(state.whole().now).toMatchObject({ elapsedMs: 2500 });
    expect(state.whole().now).not.toHaveProperty('plannedMs');
  });

  test('tells when a check came to another verdict, once', () => {
    const state = stateOf();
    start(state);
    for (const [second, latency] of [10, 10, 900, 900, 900].entries())
      state.take(eventOf(httpFrame(second, [latency])));
    expect(state.whole().changes).toMatchObject([{ second: 3, from: 'pass', to: 'fail' }]);
    state.take(eventOf(httpFrame(5, [900])));
    expect(state.takeUpdate().changes).toEqual([]);
  });

  test('has a line for each gauge, with the unit of its monitor', () => {
    const state = stateOf();
    start(state);
    state.take(eventOf(httpFrame(0, [10], 0, { samples: [...httpSamples([10]), gauge('cpu', [0.2, 0.4])] })));
    const { now, recent } = state.whole();
    expect(now.gauges).toEqual([{ name: 'cpu', dimension: 'ratio' }]);
    expect(recent[0]?.gauges?.['cpu']).toBeCloseTo(0.3);
  });

  test('tells notes with their time, and why it is stopped', () => {
    const state = stateOf();
    state.note('before the load');
    start(state);
    state.take(eventOf(httpFrame(0, [10])));
    state.take({ at: 0, kind: 'monitor-failed', monitor: 'cpu', message: 'no answer', failed: 1, samples: 2 });
    state.stop('stopping', 'you asked for it');
    state.stop('stopping', 'a client asked for it');
    expect(state.whole().now).toMatchObject({
      phase: 'stopping',
      stoppingReason: 'you asked for it',
      notes: ['before the load', expect.stringMatching(/^0:01 monitor `cpu`: no answer; 1 of 2 samples failed/)],
    });
    state.take({ at: STARTED_AT + 1000, kind: 'finished', outcome: { kind: 'cancelled' } });
    expect(state.whole().now).toMatchObject({ phase: 'finishing', elapsedMs: 1000 });
  });

  test('takes a frame that comes again only once', () => {
    const state = stateOf();
    for (const second of [0, 1, 1, 0]) state.take(eventOf(httpFrame(second, [10])));
    const { timeline, recent } = state.whole();
    expect([timeline.length, recent.length]).toEqual([2, 2]);
  });
});

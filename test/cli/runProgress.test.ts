import { describe, expect, it } from 'vitest';
import { LiveBlock } from '../../cli/liveBlock.ts';
import { RunProgress } from '../../cli/runProgress.ts';
import { checkLine } from '../../cli/runSummary.ts';
import { parsePlan } from '../../core/configs/plan/parsePlan.ts';
import { foldRun, startRun } from '../../core/run/foldRun.ts';
import { GuardWatch } from '../../core/run/guards.ts';
import type { Frame, RunEvent } from '../../core/run/runEvent.ts';
import { counter, gauge, started, trend } from '../core/run/helpers.ts';
import { Screen } from '../support/screen.ts';

const PLAN = `headroom: 1
environments: { local: { target: "http://127.0.0.1:1" } }
tests:
  shop:
    runner: http
    request: GET \${target}/
    stages: [{ name: peak, users: 20, duration: 30s }]
    checks: ["p95 latency < 500ms", "error_rate < 1%"]
    guards: ["error_rate > 10% for 4s"]
`;

function frame(second: number, latencyMs: number, failed = 0): Frame {
  return {
    second,
    durationMs: 1000,
    stage: 'peak',
    warmup: false,
    samples: [
      trend(
        'latency',
        Array.from({ length: 100 }, () => latencyMs),
      ),
      counter('requests', 100),
      counter('responses', 100),
      counter('failures', failed),
      gauge('users', [20]),
    ],
  };
}

/** Shows the events as `headroom run` does, with the same fold and the same guards. */
function show(screen: Screen, events: readonly RunEvent[], plan = PLAN): void {
  const [test] = parsePlan(plan, {}).plan?.tests ?? [];
  if (test === undefined) throw new Error('The plan has no test.');
  const guardChecks = test.guards.map(({ check }) => check);
  const fold = startRun({ checks: test.checks.map(({ check }) => check), guards: guardChecks, stages: test.stages });
  const guards = new GuardWatch(guardChecks);
  const progress = new RunProgress(test, screen, false);
  for (const event of events) {
    foldRun(fold, event);
    if (event.kind === 'frame') guards.add(event.frame);
    progress.show(event, { fold, guards, folder: '', remark: () => undefined });
  }
}

const frames = (...list: Frame[]): RunEvent[] =>
  list.map((one) => ({ at: (one.second + 1) * 1000, kind: 'frame', frame: one }));

describe('progress on a terminal', () => {
  it('is one block with stage, time left, figures, guards with their distance and checks as they stand', () => {
    const screen = new Screen(120);
    show(screen, [started(), ...frames(frame(0, 100), frame(1, 600, 20), frame(2, 700, 20))]);
    expect(screen.text).toEqual([
      '▶ shop (shop)',
      '     3 s · stage peak · users 20 · throughput 100 /s · p95 700 ms · errors 20 % · 27 s left',
      '  guard error_rate > 10% for 4s: now 20 %, 100 % of the way, true for 2 s of 4 s',
      '  check p95 latency < 500ms: 700 ms (fail)',
      '  check error_rate < 1%: 13.33 % (fail)',
    ]);
  });

  it('says nothing of the time left where a script of the tool decides it', () => {
    const screen = new Screen(120);
    const plan = 'headroom: 1\ntests: { shop: { runner: k6, script: shop.js } }\n';
    show(screen, [started(), ...frames({ ...frame(0, 100), stage: '' })], plan);
    expect(screen.text).toContain('     1 s · users 20 · throughput 100 /s · p95 100 ms · errors 0 %');
  });

  it('is gone when the run is over', () => {
    const screen = new Screen();
    show(screen, [started(), ...frames(frame(0, 100)), { at: 1, kind: 'finished', outcome: { kind: 'completed' } }]);
    expect(screen.text).toEqual(['▶ shop (shop)']);
  });

  it.each([true, false])('leaves out the last fragment of a second (terminal: %s)', (isTerminal) => {
    const screen = new Screen(120, 24, { isTerminal });
    const full = [started(), ...frames(frame(0, 100), frame(1, 100), frame(2, 100))];
    show(screen, full);
    const before = screen.text;
    const again = new Screen(120, 24, { isTerminal });
    show(again, [...full, ...frames({ ...frame(3, 100), durationMs: 40 })]);
    expect(again.text).toEqual(before);
  });

  it('never wraps, also where the window is narrow or was made narrower', () => {
    const screen = new Screen(60);
    show(screen, [started(), ...frames(frame(0, 100), frame(1, 100))]);
    expect(screen.text).toHaveLength(5);
    expect(screen.text.every((line) => line.length < 60)).toBe(true);

    const block = new LiveBlock(screen);
    block.draw(['x'.repeat(50), 'y'.repeat(50)]);
    screen.resize(20);
    block.draw(['short']);
    expect(screen.text.filter((line) => /[xy]{3}/.test(line))).toEqual([]);
    expect(screen.text.at(-1)).toBe('short');
  });

  it('never is taller than the window', () => {
    const screen = new Screen(60, 5);
    new LiveBlock(screen).draw(['1', '2', '3', '4', '5', '6']);
    expect(screen.text).toEqual(['1', '2', '3', '  … 3 more']);
  });
});

describe('progress in a pipe', () => {
  it('is a plain line every other second of a short run', () => {
    const screen = new Screen(200, 24, { isTerminal: false });
    show(screen, [started(), ...frames(frame(0, 100), frame(1, 100), frame(2, 100), frame(3, 100))]);
    expect(screen.text.map((line) => line.trim().split(' · ')[0])).toEqual(['▶ shop (shop)', '2 s', '4 s']);
  });
});

describe('colours', () => {
  const result = { id: 'x', expression: 'error_rate < 1%', verdict: 'fail', unit: '1', levels: {}, notes: [] } as const;
  it.each([
    [true, '  \u001b[31mfail    \u001b[39m error_rate < 1%'],
    [false, '  fail     error_rate < 1%'],
  ])('%s', (hasColours, line) => {
    expect(checkLine({ ...result, notes: [] }, { hasColours })).toBe(line);
  });
});

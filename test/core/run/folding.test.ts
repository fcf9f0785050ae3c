import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldRun, runResult, startRun } from '../../../core/run/foldRun.ts';
import type { RunEvent } from '../../../core/run/runEvent.ts';
import { check, eventsOf, selector } from './helpers.ts';
import { frameOf, rawRun } from './naive.ts';

describe('folding', () => {
  const setup = {
    checks: [
      check(selector('latency', 'p95'), { target: ['<', 500] }),
      check(selector('error_rate'), { target: ['<', 0.1, { kind: 'for', ms: 3000 }] }),
      check(selector('throughput', 'min'), { target: ['>', 1], critical: ['<', 0.5, { kind: 'over', ms: 2000 }] }),
    ],
    guards: [check(selector('latency', 'avg'), { stop: ['>', 5000, { kind: 'for', ms: 2000 }] })],
  };

  it('gives the same result live, replayed from JSON and with every frame delivered twice', () => {
    fc.assert(
      fc.property(rawRun, (run) => {
        const events = eventsOf(run.map(frameOf), { kind: 'completed' });
        const live = startRun(setup);
        for (const event of events) {
          foldRun(live, event);
          runResult(live, 'running');
        }
        const lines = events.map((event) => JSON.stringify(event));
        const replayed = lines.map((line) => JSON.parse(line) as RunEvent).reduce(foldRun, startRun(setup));
        const doubled = events.flatMap((event) => [event, event]).reduce(foldRun, startRun(setup));
        expect(runResult(replayed)).toEqual(runResult(live));
        expect(runResult(doubled)).toEqual(runResult(live));
        expect(JSON.parse(JSON.stringify(runResult(live)))).toEqual(runResult(live));
      }),
      { numRuns: 80 },
    );
  });

  it('never passes a run that did not complete, wherever it is cut off', () => {
    fc.assert(
      fc.property(rawRun, fc.nat(), fc.constantFrom('cut', 'cancelled', 'failed'), (run, at, end) => {
        const events = eventsOf(run.map(frameOf), { kind: 'completed' });
        const kept = events.slice(0, at % events.length);
        if (end === 'cancelled') kept.push({ at: 1, kind: 'finished', outcome: { kind: 'cancelled' } });
        if (end === 'failed') kept.push({ at: 1, kind: 'finished', outcome: { kind: 'failed', message: 'exit 1' } });
        const result = runResult(kept.reduce(foldRun, startRun(setup)));
        expect(['fail', 'no-data', 'invalid']).toContain(result.verdict);
        expect(result.reasons.length).toBeGreaterThan(0);
        for (const { verdict } of result.checks) expect(['fail', 'no-data']).toContain(verdict);
      }),
      { numRuns: 150 },
    );
  });
});

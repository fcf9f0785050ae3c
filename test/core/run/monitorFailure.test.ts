import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../core/run/runEvent.ts';
import { readStoredLine } from '../../../core/run/storedEvent.ts';
import { foldRun, runResult, startRun } from '../../../core/run/foldRun.ts';
import { check, frame, gauge, httpFrame, selector } from './helpers.ts';

const gaugeOfCpu = { kind: 'gauge', dimension: 'ratio', meaning: '' } as const;
const onCpu = { ...check(selector('cpu', 'max'), { target: ['<', 0.7] }, { id: 'shop/cpu' }), definition: gaugeOfCpu };
const onErrors = check(selector('error_rate'), { target: ['<', 0.1] }, { id: 'shop/errors' });

function failed(failed: number, samples: number, monitor = 'cpu'): RunEvent {
  return {
    at: 0,
    kind: 'monitor-failed',
    monitor,
    message: 'no answer from http://127.0.0.1:1: ECONNREFUSED',
    failed,
    samples,
  };
}

function resultWith(readings: readonly number[], events: readonly RunEvent[], checks = [onCpu, onErrors]) {
  const run = startRun({ checks, guards: [], definitions: { cpu: gaugeOfCpu } });
  const frames = [httpFrame(0, [10]), ...readings.map((value, index) => frame(index + 1, [gauge('cpu', [value])]))];
  for (const one of frames) foldRun(run, { at: 0, kind: 'frame', frame: one });
  for (const event of [...events, { at: 0, kind: 'finished', outcome: { kind: 'completed' } } as const]) {
    // As it comes back from disk.
    const stored = readStoredLine(JSON.stringify(event));
    expect(stored).toEqual({ kind: 'event', event });
    foldRun(run, event);
  }
  return runResult(run);
}

const WHY = 'monitor `cpu`: no answer from http://127.0.0.1:1: ECONNREFUSED';

describe('a monitor that failed', () => {
  it('leaves its check without data and says why; the last word on it counts', () => {
    const result = resultWith([], [failed(1, 1), failed(12, 12)]);
    expect(result.checks[0]).toMatchObject({
      verdict: 'no-data',
      notes: [`nothing measured: ${WHY}; 12 of 12 samples failed`],
    });
    expect(result.checks[1]?.verdict).toBe('pass');
    expect(result.verdict).toBe('no-data');
  });

  it.each([
    ['many of its samples', 6, 12, 'warn'],
    ['few of them', 1, 12, 'pass'],
  ])('in %s is judged on the rest, and says what is missing', (_, missing, samples, verdict) => {
    const result = resultWith([0.5, 0.6], [failed(missing, samples)]);
    const said = `${WHY}; ${missing} of ${samples} samples failed`;
    expect(result.checks[0]).toMatchObject({ verdict: 'pass', observed: 0.6, notes: [said] });
    expect(result).toMatchObject({ verdict });
    expect(result.reasons).toContain(said);
  });

  it('that no check looks at is a word in the result and changes no verdict', () => {
    const result = resultWith([], [failed(12, 12)], [onErrors]);
    expect(result).toMatchObject({ verdict: 'pass', reasons: [`${WHY}; 12 of 12 samples failed`] });
  });

  it('still fails a check by what it told', () => {
    expect(resultWith([0.95], [failed(11, 12)]).verdict).toBe('fail');
  });
});

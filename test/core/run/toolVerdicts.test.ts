import { describe, expect, it } from 'vitest';
import { runResult } from '../../../core/run/foldRun.ts';
import type { JudgedCheck } from '../../../core/run/judge.ts';
import type { Outcome, RunEvent } from '../../../core/run/runEvent.ts';
import type { RunResult, Verdict } from '../../../core/run/runResult.ts';
import { readStoredLine } from '../../../core/run/storedEvent.ts';
import type { ToolVerdict } from '../../../core/run/toolVerdict.ts';
import { check, foldAll, httpFrame, selector, started } from './helpers.ts';

function told(state: ToolVerdict['state'], rest: Partial<ToolVerdict> = {}): ToolVerdict {
  const [id, expression] = ['shop/k6: http_req_duration p(95)<500', 'http_req_duration p(95)<500'];
  return { id, expression, target: 'p(95)<500', state, ...rest };
}

const passing = check(selector('latency', 'max'), { target: ['<', 1000] });

function resultWith(
  verdicts: readonly ToolVerdict[],
  { checks = [passing], outcome = { kind: 'completed' } }: { checks?: JudgedCheck[]; outcome?: Outcome } = {},
): RunResult {
  const events: RunEvent[] = [
    started(),
    { at: 1000, kind: 'frame', frame: httpFrame(0, [10, 20]) },
    ...verdicts.map((verdict): RunEvent => ({ at: 1500, kind: 'verdicts', verdicts: [verdict] })),
    { at: 2000, kind: 'finished', outcome },
  ];
  return runResult(foldAll({ checks }, events));
}

describe('what the tool says of its own conditions', () => {
  it.each<[ToolVerdict['state'], Verdict]>([
    ['ok', 'pass'],
    ['warning', 'warn'],
    ['failed', 'fail'],
    ['no-data', 'no-data'],
  ])('%s makes a run whose checks pass %s', (state, verdict) => {
    const result = resultWith([told(state)]);
    expect(result.verdict).toBe(verdict);
    expect(result.checks.map((one) => one.verdict)).toEqual(['pass', verdict]);
  });

  it('is a check like any other: with its text, its target, what was observed, and why', () => {
    const [, shown] = resultWith([told('failed', { observed: 612, unit: 'ms', note: 'k6 says so' })]).checks;
    expect(shown).toEqual({
      id: 'shop/k6: http_req_duration p(95)<500',
      expression: 'http_req_duration p(95)<500',
      verdict: 'fail',
      observed: 612,
      unit: 'ms',
      levels: { target: 'p(95)<500' },
      notes: ['k6 says so'],
    });
  });

  it('is named when it decides', () => {
    expect(resultWith([told('failed')]).reasons).toEqual(['1 check failed: `shop/k6: http_req_duration p(95)<500`']);
  });

  it('is enough of a check for a plan that states none', () => {
    expect(resultWith([told('ok')], { checks: [] }).verdict).toBe('pass');
    expect(resultWith([], { checks: [] }).verdict).toBe('no-data');
  });

  it('is replaced by a later word on the same', () => {
    const result = resultWith([told('failed'), told('ok')]);
    expect(result.checks.map((one) => one.verdict)).toEqual(['pass', 'pass']);
  });

  it('is no pass in a run that was cut short; what failed has failed', () => {
    const outcome: Outcome = { kind: 'cancelled' };
    const verdicts = [told('ok'), told('failed', { id: 'shop/other' })];
    const { checks } = resultWith(verdicts, { outcome });
    expect(checks.slice(1).map(({ verdict, notes }) => [verdict, notes])).toEqual([
      ['no-data', ['the run was cancelled']],
      ['fail', []],
    ]);
  });

  it('comes back from disk as it was written', () => {
    const event: RunEvent = { at: 1, kind: 'verdicts', verdicts: [told('no-data', { note: 'no samples' })] };
    expect(readStoredLine(JSON.stringify(event))).toEqual({ kind: 'event', event });
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Level } from '../../../core/checks/check.ts';
import { findLevelConflicts, LEVELS } from '../../../core/checks/levels.ts';
import { parseCondition } from '../../../core/checks/parseExpression.ts';
import { checkProblem } from '../../../core/checks/problems.ts';

function read(texts: Partial<Record<Level, string>>): Partial<Record<Level, Condition>> {
  const levels: Partial<Record<Level, Condition>> = {};
  for (const level of LEVELS) {
    const text = texts[level];
    if (text === undefined) continue;
    const { condition } = parseCondition(text);
    if (condition === undefined) throw new Error(text);
    levels[level] = condition;
  }
  return levels;
}

function conflictsOf(texts: Partial<Record<Level, string>>): string[] {
  return findLevelConflicts(read(texts), 'time').map(({ first, second }) => `${first} ${second}`);
}

describe('levels in order', () => {
  it.each<Partial<Record<Level, string>>>([
    { target: '< 500ms', critical: '> 1s' },
    { target: '< 500ms', critical: '>= 500ms' },
    { target: '< 500ms', warn: '> 400ms', critical: '> 1s', stop: '> 5s' },
    { target: '< 500ms', warn: '> 400ms' },
    { target: '> 50ms', critical: '< 20ms' },
    { target: '50-60ms', critical: '> 80ms' },
    { target: '50-60ms', critical: '> 60ms' },
    { target: '== 5ms', critical: '!= 5ms' },
    { warn: '> 500ms', critical: '> 1s' },
    { warn: '!= 5ms', critical: '> 5ms' },
    { target: '<= baseline + 10%', critical: '> baseline * 1.2' },
    { target: '<= baseline', critical: '> 5ms' },
    { target: '< 500ms', stop: '> 5ms for 10s' },
    { target: '< 500ms over 10s', critical: '> 5ms' },
    { target: '< 500ms' },
    { critical: '> 1s', stop: '> 1s' },
    { critical: '> 1s', stop: '> 5s for 10s' },
    {},
    { target: '< 500%', critical: '> 5ms' },
  ])('%j', (texts) => {
    expect(conflictsOf(texts)).toEqual([]);
  });
});

describe('levels out of order', () => {
  it.each<[Partial<Record<Level, string>>, string[]]>([
    [{ target: '< 1s', critical: '> 500ms' }, ['target critical']],
    [{ target: '<= 500ms', critical: '>= 500ms' }, ['target critical']],
    [{ target: '< 500ms', critical: '< 1s' }, ['target critical']],
    [{ target: '< 500ms', critical: '!= 5ms' }, ['target critical']],
    [{ target: '50-60ms', critical: '>= 60ms' }, ['target critical']],
    [{ target: '< 1s', stop: '> 500ms' }, ['target stop']],
    [{ warn: '> 2s', critical: '> 1s' }, ['warn critical']],
    [{ warn: '>= 1s', critical: '>= 1s' }, ['warn critical']],
    [{ warn: '> 10s', stop: '> 5s' }, ['warn stop']],
    [{ warn: '2-3s', critical: '> 1s' }, ['warn critical']],
    [{ target: '< 500ms', warn: '> 600ms' }, ['target warn']],
    [{ target: '< 500ms', warn: '< 400ms' }, ['target warn']],
    [{ target: '> 50ms', warn: '> 80ms', critical: '< 20ms' }, ['target warn']],
    [{ warn: '> 500ms', critical: '< 1s' }, ['warn critical']],
    [{ warn: '< 500ms', stop: '> 1s for 10s' }, ['warn stop']],
    [{ critical: '> 2s', stop: '> 1s' }, ['critical stop']],
    [{ critical: '> 2s', stop: '< 1s' }, ['critical stop']],
    [{ warn: '< 20ms', critical: '< 50ms' }, ['warn critical']],
    [{ target: '<= baseline + 30%', critical: '> baseline * 1.2' }, ['target critical']],
    [{ target: '< 1s', warn: '> 3s', critical: '> 500ms', stop: '> 2s' }, ['target critical', 'warn stop']],
  ])('%j', (texts, conflicts) => {
    expect(conflictsOf(texts)).toEqual(conflicts);
  });

  it('is a warning that names both conditions', () => {
    const [conflict] = findLevelConflicts(read({ target: '< 1s', critical: '> 500ms' }), 'time');
    if (conflict === undefined) throw new Error('no conflict');
    const { severity, message } = checkProblem(
      'check-levels-out-of-order',
      [0, 0],
      conflict.first,
      conflict.second,
      conflict.why,
    );
    expect(severity).toBe('warning');
    expect(message).toContain('`< 1s`');
    expect(message).toContain('`> 500ms`');
  });
});

it('agrees with trying out values', () => {
  const limits = fc.integer({ min: 0, max: 6 });
  const conditions = fc.oneof(
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), limits)
      .map(([operator, amount]): Condition => ({ kind: 'comparison', operator, limit: { kind: 'quantity', amount } })),
    fc.tuple(limits, limits).map(([a, b]): Condition => ({ kind: 'range', low: Math.min(a, b), high: Math.max(a, b) })),
  );
  // Whole numbers and halves around every limit tell all regions apart.
  const values = Array.from({ length: 17 }, (_, index) => (index - 2) / 2);
  fc.assert(
    fc.property(conditions, conditions, (one, other) => {
      const meets = values.some((value) => holds(one, value) && holds(other, value));
      expect(findLevelConflicts({ target: one, critical: other }, 'number').length > 0).toBe(meets);
      const inside = values.every((value) => !holds(one, value) || holds(other, value));
      expect(findLevelConflicts({ warn: one, critical: other }, 'number').length > 0).toBe(
        inside || areOpposite(one, other),
      );
    }),
    { numRuns: 2000 },
  );
});

function areOpposite(one: Condition, other: Condition): boolean {
  if (one.kind === 'range' || other.kind === 'range') return false;
  const [first, second] = [one.operator.charAt(0), other.operator.charAt(0)];
  return /[<>]/.test(first) && /[<>]/.test(second) && first !== second;
}

function holds(condition: Condition, value: number): boolean {
  if (condition.kind === 'range') return condition.low <= value && value <= condition.high;
  const limit = condition.limit.kind === 'quantity' ? condition.limit.amount : Number.NaN;
  const tests: Record<typeof condition.operator, boolean> = {
    '<': value < limit,
    '<=': value <= limit,
    '>': value > limit,
    '>=': value >= limit,
    '==': value === limit,
    '!=': value !== limit,
  };
  return tests[condition.operator];
}

import { describe, expect, test } from 'vitest';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import { planTemplate, TEMPLATE_KINDS } from '../../../core/configs/plan/planTemplates.ts';

describe('a new plan', () => {
  test.each(TEMPLATE_KINDS.map(({ id }) => id))('by %s has no problem, and a test that judges something', (kind) => {
    const { plan, problems } = parsePlan(planTemplate(kind, 'The "shop"', 'load tests/a.js'), {
      fileKind: () => 'file',
    });
    expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    expect(plan?.tests).toHaveLength(1);
    expect(plan?.tests[0]?.checks.length).toBeGreaterThan(0);
    expect(plan?.tests[0]?.runner).toBe(kind);
    expect(plan?.environment?.id).toBe('local');
  });

  test('names the script where it is', () => {
    const { plan } = parsePlan(planTemplate('k6', 'x', 'load tests/a.js'), { fileKind: () => 'file' });
    expect(plan?.tests[0]?.script?.value).toBe('load tests/a.js');
  });
});

import { describe, expect, it } from 'vitest';
import { junitReport } from '../../../core/report/junit.ts';
import type { CheckResult, RunResult, Verdict } from '../../../core/run/runResult.ts';
import { readXml, type XmlNode } from '../../support/xmlTree.ts';
import { shopInput } from './reportFixture.ts';

function checkResult(verdict: Verdict, rest: Partial<CheckResult> = {}): CheckResult {
  return {
    ...{ id: `shop/${verdict}`, expression: 'p95 latency', verdict, observed: 612, unit: 'ms', notes: [] },
    ...{ levels: { target: '< 500ms', critical: '> 1s' }, ...rest },
  };
}

function suiteOf(result: Partial<RunResult>): { root: XmlNode; suite: XmlNode; cases: XmlNode[] } {
  const input = shopInput(5);
  const root = readXml(junitReport({ ...input, result: { ...input.result, reasons: [], ...result } }));
  const suite = root.children[0]!;
  return { root, suite, cases: suite.children.filter(({ name }) => name === 'testcase') };
}

const kindsOf = (node: XmlNode | undefined): string[] => (node?.children ?? []).map(({ name }) => name);

describe('the JUnit report', () => {
  const all: Verdict[] = ['pass', 'warn', 'fail', 'no-data', 'invalid'];

  it('has the structure and the counts that build servers read', () => {
    const { root, suite, cases } = suiteOf({ verdict: 'invalid', checks: all.map((verdict) => checkResult(verdict)) });
    expect(root.name).toBe('testsuites');
    expect(root.children.map(({ name }) => name)).toEqual(['testsuite']);
    for (const { attributes } of [root, suite]) {
      expect(attributes).toMatchObject({ tests: '5', failures: '1', errors: '2', skipped: '0', time: '61.000' });
    }
    expect(suite.attributes).toMatchObject({ name: 'shop', timestamp: '1970-01-01T00:00:00' });
    expect(suite.children[0]?.name).toBe('properties');
    expect(cases.map(({ attributes }) => attributes)).toEqual(
      all.map((verdict) => ({ name: `shop/${verdict}`, classname: 'shop', time: '0' })),
    );
  });

  it.each<[Verdict, string[]]>([
    ['pass', ['system-out']],
    ['warn', ['system-out']],
    ['fail', ['failure', 'system-out']],
    ['no-data', ['error', 'system-out']],
    ['invalid', ['error', 'system-out']],
  ])('%s', (verdict, expected) => {
    const { cases } = suiteOf({ verdict, checks: [checkResult(verdict)] });
    expect(cases.map(kindsOf)).toEqual([expected]);
  });

  it('says what was expected and what was', () => {
    const { cases } = suiteOf({ verdict: 'fail', checks: [checkResult('fail'), checkResult('warn')] });
    const said = 'p95 latency: expected < 500ms, critical > 1s, actual 612 ms';
    expect(cases[0]?.children[0]?.attributes['message']).toBe(said);
    expect(cases[1]?.children[0]?.text).toContain(`warning: ${said}`);
  });

  it('names the run, the environment and the tool', () => {
    const properties = suiteOf({}).suite.children[0]!.children.map(({ attributes }) => attributes);
    expect(properties).toContainEqual({ name: 'run', value: '20260131_120000_shop' });
    expect(properties).toContainEqual({ name: 'environment', value: 'staging' });
    expect(properties).toContainEqual({ name: 'runner', value: 'http' });
    expect(properties).toContainEqual({ name: 'tool', value: 'engine 1' });
  });

  it.each<[string, Partial<RunResult>]>([
    ['an invalid run whose checks pass', { verdict: 'invalid', checks: [checkResult('pass')], reasons: ['crashed'] }],
    ['a run without checks', { verdict: 'no-data', checks: [], reasons: ['crashed'] }],
  ])('is not green for %s', (_, result) => {
    const { suite, cases } = suiteOf(result);
    expect(suite.attributes['errors']).toBe('1');
    expect(cases.at(-1)?.children[0]).toMatchObject({ name: 'error', attributes: { message: 'crashed' } });
  });

  it('skips a guard that could not be told: it protects and judges nothing', () => {
    const guard = checkResult('no-data', { levels: { stop: '> 10% for 10s' }, observed: undefined });
    const { suite, cases } = suiteOf({ verdict: 'pass', checks: [checkResult('pass'), guard] });
    expect(suite.attributes).toMatchObject({ tests: '2', failures: '0', errors: '0', skipped: '1' });
    expect(kindsOf(cases[1])).toContain('skipped');
  });

  it('stays well formed and keeps hostile names, but for characters that XML cannot hold', () => {
    const name = `"><!-- ]]> & ' é 😀`;
    const { cases } = suiteOf({
      verdict: 'fail',
      checks: [checkResult('fail', { id: `${name}\u0000\u001b\ud800\nnext`, notes: [`${name}\u0007`], action: name })],
    });
    expect(cases[0]?.attributes['name']).toBe(`${name}\nnext`);
    expect(cases[0]?.children[1]?.text).toContain(name);
  });
});

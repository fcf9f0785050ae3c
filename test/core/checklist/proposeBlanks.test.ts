import { describe, expect, it } from 'vitest';
import { fillText, leftText, proposeBlanks } from '../../../core/checklist/blanks/proposeBlanks.ts';
import type { Evidence } from '../../../core/checklist/evidence/evidence.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { applyEdits } from '../../../core/text/applyEdits.ts';

const run = { runId: '20260131_120000_search', measuredAt: 0, ageMs: 0 };
const checkOf = (expression: string, observed: number, unit: string): Omit<Evidence, 'bound'> => ({
  ...{ state: 'pass', run },
  check: { id: 'search/c', expression, observed, unit, levels: { target: '< 1' }, verdict: 'pass', notes: [] },
});
const P95 = checkOf('p95 latency < 500ms', 312, 'ms');
const NEARLY: Omit<Evidence, 'bound'> = {
  ...P95,
  state: 'fail',
  check: { ...P95.check!, observed: 500.4, levels: { target: '< 500ms' }, verdict: 'fail' },
};
const ERRORS = checkOf('error_rate < 1%', 0.0012, 'ratio');
const CPU = checkOf('max cpu < 70%', 0.45, 'ratio');
const RATE = checkOf('throughput > 10/s', 1234, '1/s');
const capacity = (own: Partial<NonNullable<Evidence['capacity']>> = {}): Omit<Evidence, 'bound'> => ({
  ...{ state: 'pass', run },
  capacity: { kind: 'users', level: 2000, isLowerBound: false, required: 1500, headroom: 0.25, ...own },
});

/** The text with the blanks filled by the same evidence for everything that is bound, and why others are left. */
function filled(text: string, evidence: Omit<Evidence, 'bound'>): { text: string; left: string[]; said: string[] } {
  const checklist = readChecklist(text);
  const found = checklist.bindings.flatMap((binding) =>
    binding.bound === undefined ? [] : [{ binding, evidence: { bound: binding.bound, ...evidence } }],
  );
  const { fills, left } = proposeBlanks(checklist, found);
  return {
    text: applyEdits(
      text,
      fills.map(({ edit }) => edit),
    ),
    said: fills.map((fill) => fillText('a.md', fill)),
    left: left.map((one) => leftText('a.md', one)),
  };
}

const CAPACITY = '<!-- headroom: capacity=search -->';
const CHECK = '<!-- headroom: check=search/c -->';

describe('a blank', () => {
  it.each<[string, Omit<Evidence, 'bound'>, string]>([
    ['- [ ] Concurrent users: _____ (target: 1,500)', capacity(), '- [ ] Concurrent users: 2,000 (target: 1,500)'],
    ['- [ ] Concurrent users: _____', capacity({ isLowerBound: true }), '- [ ] Concurrent users: at least 2,000'],
    ['- Capacity: _____ (target: 1,500)', capacity(), '- Capacity: 2,000 users (target: 1,500)'],
    ['- Capacity: _____ users', capacity(), '- Capacity: 2,000 users'],
    ['Headroom: ___%', capacity(), 'Headroom: 25%'],
    ['Headroom: ___%', capacity({ isLowerBound: true }), 'Headroom: at least 25%'],
    ['Headroom: ___%', capacity({ headroom: -0.5 }), 'Headroom: -50%'],
    ['Headroom: ____', capacity(), 'Headroom: 25 %'],
    ['- Users: ____, headroom: ___%', capacity(), '- Users: 2,000, headroom: 25%'],
    ['Arrivals: ____', capacity({ kind: 'rate', level: 100 }), 'Arrivals: 100 /s'],
    ['Arrivals: ____ rps', capacity({ kind: 'rate', level: 100 }), 'Arrivals: 100 rps'],
    ['- [ ] p95: _____', P95, '- [ ] p95: 312 ms'],
    ['- [ ] p95: _____ ms (target: < 500ms)', P95, '- [ ] p95: 312 ms (target: < 500ms)'],
    ['> p95: _____ seconds', P95, '> p95: 0.312 seconds'],
    ['- [ ] p95 (ms): ____', P95, '- [ ] p95 (ms): 312'],
    ['p95: ____ ms, p99: ____ ms', P95, 'p95: 312 ms, p99: ____ ms'],
    ['p95: ____ ms, errors: ____%', P95, 'p95: 312 ms, errors: ____%'],
    ['- Errors: ___%', ERRORS, '- Errors: 0.12%'],
    ['- Failed requests: ___%', ERRORS, '- Failed requests: 0.12%'],
    ['- 95th percentile in staging, measured: ____', P95, '- 95th percentile in staging, measured: 312 ms'],
    ['- CPU load: ____ %', CPU, '- CPU load: 45 %'],
    ['- Peak CPU: ____ %', CPU, '- Peak CPU: 45 %'],
    ['Average throughput: ____', RATE, 'Average throughput: 1,234 /s'],
    ['p95: ____ ms (target: 500)', NEARLY, 'p95: 500.4 ms (target: 500)'],
    ['p95: ____ s', NEARLY, 'p95: 0.5004 s'],
    ['p95: ____', NEARLY, 'p95: 500.4 ms'],
    [
      '- Errors: ____ %',
      { ...ERRORS, check: { ...ERRORS.check!, observed: 0.010_04, levels: { target: '< 1%' } } },
      '- Errors: 1.004 %',
    ],
    ['- Errors: ____', ERRORS, '- Errors: 0.12 %'],
    ['Throughput: ____ queries/min', RATE, 'Throughput: 74,040 queries/min'],
    ['Throughput: ____', RATE, 'Throughput: 1,234 /s'],
    ['- [ ] p95: ____ Date: ____', P95, '- [ ] p95: 312 ms Date: ____'],
    ['- [ ] p95: ____', { ...P95, state: 'fail' }, '- [ ] p95: 312 ms'],
    ['- [ ] p95: ____', { ...P95, state: 'warn' }, '- [ ] p95: 312 ms'],
  ])('in %j is filled', (line, evidence, expected) => {
    const comment = evidence.capacity === undefined ? CHECK : CAPACITY;
    expect(filled(`# A\r\n\r\n${line} ${comment}\r\n`, evidence).text).toBe(`# A\r\n\r\n${expected} ${comment}\r\n`);
  });

  it('in a row is that of the measured values', () => {
    const text = `| Metric | Target | Actual | Signed |\n|---|---|---|---|\n| p95 | < 1s ${CHECK} | ____ | ____ |\n`;
    expect(filled(text, P95).text).toBe(text.replace('____', '312 ms'));
    const { left } = filled(text.replace('| p95 |', '| Average latency |'), P95);
    expect(left[0]).toContain('it asks for avg, and search/c is another value');
  });

  it('are none of what an earlier run has measured', () => {
    const text = `| Metric | Before | After |\n|---|---|---|\n| p95 ${CHECK} | ____ | ____ |\n`;
    expect(filled(text, P95).text).toBe(text.replace('____ |\n', '312 ms |\n'));
  });

  it.each<[string, Omit<Evidence, 'bound'>, string]>([
    ['p95: ____ or ____', P95, '2 blanks there ask for the one value of search/c'],
    ['p99: ____', P95, 'it asks for p99, and search/c is another value'],
    ['Average latency: ____ ms, below 500 ms', P95, 'it asks for avg, and search/c is another value'],
    ['99th percentile: ____ ms', P95, 'it asks for p99, and search/c is another value'],
    ['Longest response: ____', P95, 'it asks for max, and search/c is another value'],
    ['TTFB: ____', P95, 'it asks for ttfb, and search/c is another value'],
    ['Errors: ____', P95, 'it asks for failures, and search/c is another value'],
    ['CPU load: ____ %', ERRORS, 'it asks for CPU, and search/c is another value'],
    ['Availability: ____ %', ERRORS, 'it asks for Availability, and search/c is another value'],
    ['Success rate: ____ %', ERRORS, 'it asks for success_rate, and search/c is another value'],
    ['Latency: ____', ERRORS, 'it asks for latency, and search/c is another value'],
    ['Average CPU: ____ %', CPU, 'it asks for avg, and search/c is another value'],
    ['CPU: ____ %', capacity(), 'it asks for CPU, and headroom is another share'],
    ['p95: ____ users', P95, 'it asks for users, and search/c is measured in ms'],
    [
      'p95: ____',
      { ...P95, state: 'stale', reason: 'the load changed.' },
      'the evidence of search/c is stale: the load changed',
    ],
    ['p95: ____', { ...P95, state: 'no-data' }, 'the evidence of search/c is no data'],
    ['p95: ____', { state: 'unmeasured' }, 'the evidence of check search/c is unmeasured'],
    ['Tool: ____', { state: 'pass', run }, 'check search/c has no value to write'],
    ['Headroom: ___%', capacity({ headroom: undefined }), 'the text says no required load, so no headroom is known'],
    ['Capacity: ____ ms', capacity(), 'it asks for ms, and the load of the test is in users'],
  ])('in %j is left, with the reason', (line, evidence, why) => {
    const text = `- [ ] ${line} ${CHECK}\n`;
    const { text: after, left } = filled(text, evidence);
    expect(after).toBe(text);
    expect(left[0]).toContain(` is not filled: ${why}.`);
  });

  it.each([
    ['of a person', `- [ ] Lead: ________ Date: ________ ${CHECK}`],
    ['of something that does not apply', '- [ ] p95: ____ <!-- headroom: check=search/c not-applicable: no -->'],
    ['under a heading that is bound', `# A ${CHECK}\n\np95: ____`],
    ['on another line', `p95: ____\nand more ${CHECK}`],
    ['that is filled', `p95: 300 ms ${CHECK}`],
  ])('%s is not spoken of', (_, text) => {
    expect(filled(text, P95)).toEqual({ text, left: [], said: [] });
  });

  it('is told with its line, its words and the run', () => {
    expect(filled(`# A\n\nConcurrent users: ____ ${CAPACITY}\nHeadroom: ___% ${CAPACITY}\n`, capacity()).said).toEqual([
      'a.md:3: Concurrent users: 2,000, from run 20260131_120000_search.',
      'a.md:4: Headroom: 25%, from run 20260131_120000_search.',
    ]);
  });
});

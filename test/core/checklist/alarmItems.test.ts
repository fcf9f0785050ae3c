import { expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { requiredItems } from '../../../core/checklist/required.ts';

const required = (text: string): string[] => requiredItems(readChecklist(text)).map(({ text: item }) => item);
const list = (items: readonly string[]): string => items.map((item) => `- [ ] ${item}\n`).join('');

const WRONG = [
  ...['Error rate > 5%', 'p95 latency exceeds 2 s', 'Throughput drops below 100/s', 'Success rate < 95%', 'Disk full'],
  ...['The checkout is down', 'Security breach detected', 'Connection pool exhausted', 'Rejected orders above 10'],
];
/** What somebody has to see to, although it stands where alarms stand. */
const WANTED = [
  ...[
    'p95 latency stable (no upward trend > 20%)',
    'Error rate < 1% throughout',
    'Memory growth ‹ 10%',
    'CPU below 70%',
  ],
  ...[
    'API keys: ≥ 9 tests, all passing',
    'Database backup confirmed',
    'Rollback procedure tested',
    'Success rate > 99%',
  ],
  ...[
    'Never exceeds 500 ms',
    'No errors in the log',
    'Data loss under 1 minute',
    'Notify support when errors > 3%',
    'CPU alert at > 80%',
  ],
];

it.each([
  ...['Alert if any of these occur:', 'Roll back immediately when one of these happens:', 'Stop if:', 'Abort when:'],
  ...['# Abort if', '# Rollback if any of these occur'],
])('below %j what is wrong need not be ticked, and what is wanted must', (line) => {
  expect(required(`${line}\n\n${list([...WRONG, ...WANTED])}`)).toEqual(WANTED);
});

it.each([
  '# Rollback triggers',
  '# Fail criteria',
  '# Alerting rules',
  '# Symptoms',
  '# When to roll back',
  '# No-go criteria',
])('below %j only what says that something is wrong need not be ticked', (heading) => {
  const wrong = WRONG.filter((item) => !item.includes(' is '));
  expect(required(`${heading}\n\n${list([...wrong, ...WANTED, 'Canary phase'])}`)).toEqual([...WANTED, 'Canary phase']);
});

it.each([
  ...[
    '# Pass/Fail Criteria',
    '# Pass / fail thresholds',
    '# Success and failure criteria',
    '# Success/Failure Criteria',
  ],
  ...['# Go/No-Go Criteria', '# Go-no-go criteria', '# No red flags', '# Rollback criteria verified'],
  ...['# Ready to rollback if:', '# Alert rule configuration', '# Rollback is successful when:'],
  ...[
    'Abort the launch if any of these is missing:',
    'Fail if any of these is not true:',
    'Stop if one is incomplete:',
  ],
  ...['Abort if any box is unchecked:', 'Abort if any of the prerequisites is not satisfied:', '# Fail if not ticked'],
  ...['# Abort if any item is open', 'Rollback is verified when one of these happens:'],
])('below %j all must be ticked', (line) => {
  const items = [...WRONG, ...WANTED, 'Canary phase'];
  expect(required(`${line}\n\n${list(items)}`)).toEqual(items);
});

it('what ends when all is well is no alarm', () => {
  expect(
    required(`Stop when:\n\n${list(['10 jobs went through without surprises', 'You trust it', 'Disk full'])}`),
  ).toEqual(['10 jobs went through without surprises', 'You trust it']);
});

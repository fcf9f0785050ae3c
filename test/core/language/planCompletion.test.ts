import { describe, expect, it } from 'vitest';
import { planLanguage } from '../../../core/configs/plan/language/planLanguage.ts';
import type { FileAccess } from '../../../core/language/fileAccess.ts';
import { atCursor } from '../../support/cursor.ts';

const files: Partial<FileAccess> = {
  list: (folder) =>
    folder === '.'
      ? [
          { name: 'load', isFolder: true },
          { name: 'a.js', isFolder: false },
        ]
      : [{ name: 'b.js', isFolder: false }],
  columnsOf: () => ['email', 'city'],
};
const HEAD = `headroom: 1
variables: { hold: 30s }
secrets: [TOKEN]
environments: { local: { target: http://127.0.0.1:1 } }
requirements: { '14.9': Fast }
monitors:
  cpu: { command: ./cpu.sh, unit: '%' }
`;

function offersAt(marked: string): { label: string; result: string }[] {
  const { text, offset } = atCursor(marked);
  return planLanguage(text, files)
    .completions(offset)
    .map(({ label, span: [start, end], text: inserted }) => ({
      label,
      result: text.slice(0, start) + inserted + text.slice(end),
    }));
}

/** Label that must be offered -> what the line reads when it is taken. */
const CASES: [what: string, marked: string, offered: Record<string, string>, not?: string[]][] = [
  ['keys at the top', 'headroom: 1\nte‸', { tests: 'tests:\n  ', suites: 'suites:\n  ' }, ['headroom']],
  ['keys between others', 'headroom: 1\n‸\ntests: {}', { variables: 'variables:\n  ' }, ['tests']],
  [
    'keys that the runner has',
    'tests:\n  a:\n    runner: k6\n    ‸',
    { script: 'script: ', checks: '    checks:\n      - ' },
    ['runner', 'requests', 'scaletest'],
  ],
  ['keys in front of a colon', 'tests:\n  a:\n    run‸ner: k6', { runner: 'runner: k6' }],
  ['keys in braces', 'tests:\n  a:\n    stages: [{ users: 1, dur‸ }]', { duration: 'duration: ' }, ['users']],
  ['keys in braces that are not closed', 'tests:\n  a:\n    stages: [{ users: 1, ‸', { duration: 'duration: ' }],
  ['runners', 'tests:\n  a:\n    runner: ‸', { http: 'runner: http', k6: 'runner: k6' }],
  ['flags', 'headroom: 1\nenvironments:\n  a: { default: ‸ }', { true: 'default: true' }],
  ['options of the runner', 'tests:\n  a:\n    runner: wrk\n    with: { ‸ }', { live: 'live: ', threads: 'threads: ' }],
  ['requirements', 'tests:\n  a:\n    requirements: [‸]', { '14.9': '[14.9]' }],
  ['tests of a suite that are not in it', 'tests: { a: {}, b: {} }\nsuites:\n  s: [a, ‸]', { b: '[a, b]' }, ['a']],
  ['files', 'tests:\n  a:\n    runner: k6\n    script: ‸', { 'a.js': 'script: a.js', 'load/': 'script: load/' }],
  ['files in a folder', 'tests:\n  a:\n    runner: k6\n    script: load/‸', { 'load/b.js': 'script: load/b.js' }],
  [
    'names in a text',
    "tests:\n  a:\n    stages: [{ users: 1, duration: '${‸}' }]",
    { hold: "'${hold}'" },
    ['secrets.TOKEN'],
  ],
  [
    'secrets in a request',
    "tests:\n  a:\n    runner: http\n    headers: { x: '${sec‸}' }",
    { 'secrets.TOKEN': "'${secrets.TOKEN}'" },
  ],
  [
    'captured values and columns',
    "tests:\n  a:\n    data: rows.csv\n    requests:\n      - request: GET /\n        capture: { id: $.id }\n      - request: 'GET /${‸}'",
    { id: "'GET /${id}'", 'data.email': "'GET /${data.email}'" },
  ],
  [
    'statistics and metrics',
    'tests:\n  a:\n    runner: http\n    checks:\n      - ‸',
    { p95: '- p95', error_rate: '- error_rate', on: '- on: ' },
  ],
  [
    'metrics behind a statistic',
    'tests:\n  a:\n    runner: http\n    checks: ["p95 la‸"]',
    { latency: '"p95 latency"' },
    ['error_rate', 'requests'],
  ],
  ['monitors', 'tests:\n  a:\n    runner: http\n    checks: ["max ‸"]', { cpu: '"max cpu"' }],
  [
    'operators',
    'tests:\n  a:\n    runner: http\n    checks: ["p95 latency ‸"]',
    { '<': '"p95 latency <"' },
    ['latency'],
  ],
  [
    'units of the dimension',
    'tests:\n  a:\n    runner: http\n    checks: ["p95 latency < 500‸"]',
    { ms: '< 500ms', s: '< 500s' },
    ['%', '/s'],
  ],
  [
    'units of a level beside `on`',
    "tests:\n  a:\n    runner: http\n    checks: [{ on: max cpu, target: '< 70‸' }]",
    { '%': '< 70%' },
    ['ms'],
  ],
  ['windows', 'tests:\n  a:\n    runner: http\n    guards: ["error_rate > 10% ‸"]', { 'for 10s': '10% for 10s' }],
  [
    'baseline',
    'tests:\n  a:\n    runner: http\n    checks: ["p95 latency <= ‸"]',
    { 'baseline + 10%': '<= baseline + 10%' },
  ],
  ['tags', 'tests:\n  a:\n    runner: http\n    checks: ["p95 latency{‸} < 1s"]', { 'stage=': '{stage=}' }],
  [
    'stages as tags',
    'tests:\n  a:\n    runner: http\n    stages: [{ name: peak, users: 1, duration: 1s }]\n    checks: ["p95 latency{stage=‸} < 1s"]',
    { peak: '{stage=peak}' },
  ],
  ['durations', 'tests:\n  a:\n    stages: [{ users: 1, duration: ‸ }]', { '30s': 'duration: 30s' }],
];

describe('what is offered in a plan', () => {
  it.each(CASES)('%s', (_, marked, offered, not = []) => {
    const offers = offersAt(marked.startsWith('headroom') ? marked : HEAD + marked);
    for (const [label, wanted] of Object.entries(offered)) {
      expect(
        offers.find((offer) => offer.label === label)?.result ??
          `no ${label} in ${offers.map((offer) => offer.label).join(' ')}`,
      ).toContain(wanted);
    }
    expect(offers.map(({ label }) => label).filter((label) => not.includes(label))).toEqual([]);
  });

  it.each(['# te‸', 'headroom: 1 # ‸', 'tests:\n  a:\n    title: Some ‸text'])('nothing in %j', (marked) => {
    expect(offersAt(marked)).toEqual([]);
  });
});

describe('what a check is made of', () => {
  it.each([
    ['checks: ["‸"]', '[statistic]'],
    ['checks: ["p9‸"]', '[statistic]'],
    ['checks: ["p95 ‸"]', 'metric'],
    ['checks: ["p95 latency{‸}"]', '[{tag=value}]'],
    ['checks: ["p95 latency ‸"]', 'operator'],
    ['checks: ["error_rate ‸"]', 'operator'],
    ['checks: ["p95 latency{stage=a} < ‸"]', 'value'],
    ['checks: ["p95 latency < 50‸"]', 'value'],
    ['checks: ["p95 latency < baseline + ‸"]', 'value'],
    ['checks: ["p95 latency < 50ms ‸"]', '[for|over duration]'],
    ['guards: ["p95 latency < 50ms for ‸"]', '[for|over duration]'],
    ['checks: [{ on: p95 ‸ }]', 'metric'],
    ["checks: [{ on: p95 latency, target: '‸' }]", 'operator'],
    ["checks: [{ target: '‸' }]", '[statistic]'],
  ])('%s', (row, wanted) => {
    const { text, offset } = atCursor(`${HEAD}tests:\n  a:\n    runner: http\n    ${row}\n`);
    const signature = planLanguage(text).signature(offset);
    expect(signature?.parts[signature.active]?.text).toBe(wanted);
  });

  it('is not told elsewhere', () => {
    const { text, offset } = atCursor('tests:\n  a:\n    title: p95 ‸');
    expect(planLanguage(text).signature(offset)).toBeUndefined();
  });
});

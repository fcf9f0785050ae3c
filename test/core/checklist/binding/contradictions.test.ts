import { describe, expect, it } from 'vitest';
import {
  contradictedIn,
  contradictionsIn,
  findContradictions,
} from '../../../../core/checklist/contradictions/findContradictions.ts';
import { limitProblems } from '../../../../core/checklist/contradictions/limitProblems.ts';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { parsePlan } from '../../../../core/configs/plan/parsePlan.ts';

const NAMES = ['release.md', 'docs/checklist.md'];

/** `release.md:5 …` for each limit that contradicts one before, in this text or an earlier one. */
function found(...texts: string[]): string[] {
  return foundIn(Object.fromEntries(texts.map((text, at) => [NAMES[at] ?? '', text])));
}

function foundIn(texts: Readonly<Record<string, string>>): string[] {
  const named = Object.entries(texts).map(([file, text]) => ({ file, text, checklist: readChecklist(text) }));
  const all = findContradictions(named);
  return named.flatMap(({ file, text }) =>
    contradictionsIn(file, all).map(({ span, code, severity, message }) => {
      expect({ code, severity }).toEqual({ code: 'checklist-contradiction', severity: 'warning' });
      return `${file}:${text.slice(0, span[0]).split('\n').length} ${text.slice(...span)} <> ${/and (\S+) says/.exec(message)![1]}`;
    }),
  );
}

const table = (row: string): string => `\n\n| Metric | Target | Critical | Action |\n|---|---|---|---|\n${row}\n`;

/** A list of alarms for the rate of errors, the processor and memory. */
function alarms(...limits: string[]): string {
  const lines = limits.map((limit, at) => `- [ ] ${['Error rate', 'CPU', 'Memory'][at]!} ${limit}`);
  return `Page somebody when one of these happens:\n\n${lines.join('\n')}\n`;
}

/** The same as a column of a table, with targets that agree with none of them. */
function levels(...limits: string[]): string {
  const rows = limits.map((limit, at) => `| ${['Error rate', 'CPU usage', 'Memory usage'][at]!} | < 1% | ${limit} |`);
  return `\n| Metric | Target | Critical |\n|---|---|---|\n${rows.join('\n')}\n`;
}

describe('targets that contradict each other', () => {
  it.each<[string, string[], string[]]>([
    ['one metric', ['- [ ] Error rate < 1%\n\n## Goals\n\n- Error rate < 2%'], ['release.md:5 < 2% <> release.md:1']],
    [
      'a sentence',
      ['- Error rate must be under 1%\n\n## Goals\n\n- Error rate < 10%'],
      ['release.md:5 < 10% <> release.md:1'],
    ],
    ['one word', ['- [ ] Memory < 85%\n- [ ] Memory usage < 90%'], ['release.md:2 < 90% <> release.md:1']],
    [
      'a row and an item',
      [`- [ ] Memory usage peak < 85%${table('| Memory | < 80% | > 90% | Scale |')}`],
      ['release.md:5 < 80% <> release.md:1'],
    ],
    [
      'the same test',
      ['## Search test\n\n- p95 latency < 1s\n\n## Goals of the search test\n\n- p95 latency < 2s'],
      ['release.md:7 < 2s <> release.md:3'],
    ],
    [
      'the same test under one heading',
      ['## Search test\n\n- p95 latency < 1s\n\n# Search test\n\n- p95 latency < 2s'],
      ['release.md:7 < 2s <> release.md:3'],
    ],
    [
      'two texts',
      ['# Release\n\n- [ ] CPU < 70%', '# Release checklist\n\n- [ ] CPU < 80%'],
      ['docs/checklist.md:3 < 80% <> release.md:3'],
    ],
    [
      'numbered sections',
      ['## 1. Goals\n\n- Memory < 85%\n\n## 2. Limits\n\n- Memory < 90%'],
      ['release.md:7 < 90% <> release.md:3'],
    ],
    [
      'sections of one document',
      [
        '# Search at 2,000 users\n\n## \u{1F4C8} Real-time monitoring\n\nWatch these key metrics:\n\n1. **Error rate**\n   - Target: < 2% error rate\n\n## \u{1F3C1} Success criteria\n\nThe 2K user run is considered passed if:\n\n- Error rate < 8%',
      ],
      ['release.md:14 < 8% <> release.md:8'],
    ],
    [
      'sections whose emoji were saved in a wrong encoding',
      ['## \uF8FFüìä Metrics\n\n- Error rate < 2%\n\n## \u201AúÖ Results\n\n- Error rate < 8%'],
      ['release.md:7 < 8% <> release.md:3'],
    ],
    [
      'an alarm of lists that agree else',
      [`${alarms('> 2%', '> 75% sustained', '> 60% sustained')}${levels('> 2%', '> 75%', '> 65%')}`],
      ['release.md:11 > 65% <> release.md:5'],
    ],
    [
      'a test and the goals of the text',
      ['# Load test\n\n## Goals\n\n- p95 < 150ms\n\n## Performance test\n\n- p95 < 200ms'],
      ['release.md:9 < 200ms <> release.md:5'],
    ],
    [
      'headings of the document that name no test',
      ['## Quick reference\n\n- p95 < 150ms\n\n## Criteria\n\n- p95 < 200ms'],
      ['release.md:7 < 200ms <> release.md:3'],
    ],
    // None.
    [
      'tests that their headings name',
      ['# Guide\n\n### 6. Performance test\n\n- p95: < 150ms\n\n### 9. Quick test\n\n- p95: < 200ms'],
      [],
    ],
    [
      'tests that only words of all headings name',
      ['# Guide\n\n## Performance test\n\n- p95: < 150ms\n\n## Throughput testing\n\n- p95: < 200ms'],
      [],
    ],
    ['a test beside the goals', ['## Goals\n\n- p95 < 150ms\n\n## Quick test\n\n- p95 < 200ms'], []],
    [
      'alerts that are set up',
      ['- [ ] Set up alerts for >80% utilization\n- [ ] Set up alerts for >95% utilization'],
      [],
    ],
    ['alarms of several levels', ['- [ ] Alarm on memory > 80%\n- [ ] Alarm on memory > 90%'], []],
    ['alarms with levels of their own', [`${alarms('> 2%', '> 75%', '> 60%')}${levels('> 3%', '> 75%', '> 65%')}`], []],
    ['alarms of lists that agree in one thing', [`${alarms('> 2%', '> 75%')}${levels('> 2%', '> 80%')}`], []],
    [
      'alarms told apart by a word of their own',
      [`${alarms('> 2%', '> 75%', '> 60% sustained')}${levels('> 2%', '> 75%', '> 65%')}`],
      [],
    ],
    [
      'alarms of another part',
      [`## Search\n\n${alarms('> 2%', '> 75%', '> 60%')}\n## Cart\n\n${alarms('> 2%', '> 75%', '> 65%')}`],
      [],
    ],
    [
      'alarms of another gravity',
      [
        `${alarms('> 2%', '> 75%', '> 60%').replace('Page', 'Stop the test and page')}${levels('> 2%', '> 75%', '> 65%')}`,
      ],
      [],
    ],
    ['before and after', ['## Before the change\n\n- p95 < 2s\n\n## After the change\n\n- p95 < 1s'], []],
    ['what is asked and what is hoped for', ['## Must have\n\n- p95 < 2s\n\n## Goals\n\n- p95 < 1s'], []],
    ['grades of a limit', ['- p95 latency\n  - Target: < 500ms\n  - Maximum: < 1s'], []],
    ['a heading in other letters', ['## 検索\n\n- p95 < 1s\n\n## 注文\n\n- p95 < 2s'], []],
    ['a heading of a word with marks', ['## Größe\n\n- p95 < 1s\n\n## Länge\n\n- p95 < 2s'], []],
    ['what happens in real time', ['## Real-time feed\n\n- p95 < 1s\n\n## Goals\n\n- p95 < 2s'], []],
    ['loads of other sizes', ['## 2K users\n\n- p95 < 1s\n\n## 5,000 users\n\n- p95 < 2s'], []],
    ['another kind of test', ['## Stress test\n\n- [ ] p95 < 2s\n\n## Load test\n\n- [ ] p95 < 1s'], []],
    ['another method', ['- [ ] GET p95 latency < 1s\n- [ ] POST p95 latency < 2s'], []],
    ['another load', ['- [ ] p95 latency under normal load < 1s\n- [ ] p95 latency < 2s'], []],
    ['another number', ['## Test 1\n\n- [ ] p95 < 2s\n\n## Test 2\n\n- [ ] p95 < 1s'], []],
    ['another section', ['## Search\n\n- [ ] p95 < 1s\n\n## Checkout\n\n- [ ] p95 < 2s'], []],
    ['all but a section', ['## Search\n\n- [ ] Memory < 80%\n\n## All\n\n- [ ] Memory < 90%'], []],
    ['peak and normal load', ['- [ ] p95 latency at peak < 2s\n- [ ] p95 latency < 1s'], []],
    ['the same in other words', ['- [ ] p95 latency < 1s\n- [ ] 95th percentile of latency below 1000 ms'], []],
    ['another edge', ['- [ ] Error rate < 1%\n- [ ] Error rate <= 1%'], []],
    ['another statistic', ['- [ ] p95 latency < 1s\n- [ ] p99 latency < 2s\n- [ ] avg latency < 300ms'], []],
    ['another statistic of a word', ['- [ ] CPU peak < 90%\n- [ ] CPU average < 70%'], []],
    ['another part', ['- [ ] Memory < 80%\n- [ ] Redis memory < 90%'], []],
    ['another test', ['## Search test\n\n- Error rate < 1%\n\n## Cart test\n\n- Error rate < 2%'], []],
    ['another item above', ['- [ ] Search\n  - [ ] p95 < 1s\n- [ ] Cart\n  - [ ] p95 < 2s'], []],
    ['another label above', ['Search:\n\n- p95 latency < 1s\n\nCart:\n\n- p95 latency < 2s'], []],
    ['a row of another endpoint', [table('| Search p95 | < 1s | > 2s | |\n| Cart p95 | < 2s | > 3s | |')], []],
    ['a load', ['- [ ] p95 latency < 1s at 100 users\n- [ ] p95 latency < 2s at 1,000 users'], []],
    ['how much is sent', ['- [ ] 100 concurrent users\n- [ ] 500 concurrent users'], []],
    ['levels of a row', [table('| CPU | < 70% | > 90% | Scale |')], []],
    ['levels of one line', ['- [ ] Memory < 80%, at most Memory < 90%'], []],
    ['alarms', ['- [ ] Memory < 85%\n\nAlert if any of these occur:\n- [ ] Memory > 90%\n- [ ] Memory > 95%'], []],
    ['both sides', ['- [ ] Cache hit rate > 70%\n- [ ] Cache hit rate < 99%'], []],
    ['other units', ['- [ ] Memory < 85%\n- [ ] Memory < 4 GB'], []],
    ['elsewhere', ['- [ ] Error rate < 1%\n\nFrom the error tracker:\n- [ ] Error rate < 0.5%'], []],
    ['texts of two things', ['# Search readiness\n\n- Error rate < 1%', '# Cart readiness\n\n- Error rate < 2%'], []],
    ['a guess', ['- Response time < 1s\n- Response time < 2s'], []],
  ])('%s', (_, texts, expected) => {
    expect(found(...texts)).toEqual(expected);
  });

  it.each<[string, Record<string, string>, number]>([
    ['any two names', { 'release.md': '- CPU < 70%', 'docs/go-live checklist.md': '- CPU < 80%' }, 1],
    ['parts of a system', { 'search/release.md': '- CPU < 70%', 'cart/release.md': '- CPU < 80%' }, 0],
    ['files of parts', { 'search.md': '- CPU < 70%', 'cart.md': '- CPU < 80%' }, 0],
    ['releases', { 'release-1.2.md': '- CPU < 70%', 'release-1.3.md': '- CPU < 80%' }, 0],
    ['days', { '2026-01-02.md': '- CPU < 70%', '2026-01-03.md': '- CPU < 80%' }, 0],
    ['environments', { 'staging.md': '- CPU < 70%', 'production.md': '- CPU < 80%' }, 0],
  ])('are told apart by the names of their texts where these are of %s', (_, texts, count) => {
    expect(foundIn(texts)).toHaveLength(count);
  });

  it('are told of both places, each with the other one', () => {
    const texts = { 'a.md': '- CPU < 70%\n- CPU < 80%', 'readme.md': '- CPU < 80%\n- Memory < 90%' };
    const named = Object.entries(texts).map(([file, text]) => ({ file, text, checklist: readChecklist(text) }));
    const told = (file: string): unknown[] =>
      contradictedIn(file, findContradictions(named)).map(({ problem, other }) => [
        problem.span[0],
        `${other.file}:${other.line}`,
      ]);
    expect(told('a.md')).toEqual([
      [6, 'a.md:2'],
      [18, 'a.md:1'],
    ]);
    expect(told('readme.md')).toEqual([[6, 'a.md:1']]);
  });

  it('are said with both limits and the other place', () => {
    const text = '- [ ] Memory < 85%\n- [ ] Memory < 90%';
    const named = { file: 'release.md', text, checklist: readChecklist(text) };
    expect(contradictionsIn('release.md', findContradictions([named]))[0]?.message).toBe(
      'This says `< 90%`, and release.md:1 says `< 85%` of the same. Decide which one holds, and write it in both places.',
    );
  });
});

describe('a limit that is another one in the plan', () => {
  const PLAN = `headroom: 1
environments: { staging: { target: "http://127.0.0.1:1" } }
tests:
  search:
    runner: http
    request: GET \${target}/
    stages: [{ users: 1, duration: 1s }]
    checks:
      - "p95 latency < 500ms"
      - { on: error_rate, critical: "> 5%" }
      - { id: slow, on: p95 latency, target: "<= baseline + 10%" }
`;
  const plan = { file: 'shop.headroom.yaml', plan: parsePlan(PLAN).plan! };

  it.each<[string, string | undefined]>([
    ['- [ ] p95 < 400 ms <!-- headroom: check=search/p95-latency -->', '< 400 ms'],
    ['| Metric | Target |\n|---|---|\n| p95 latency | < 1s <!-- headroom: check=search/p95-latency --> |', '< 1s'],
    ['- [ ] p95 < 0.5 s <!-- headroom: check=search/p95-latency -->', undefined],
    ['- [ ] p95 <= 500 ms <!-- headroom: check=search/p95-latency -->', undefined],
    ['- [ ] p99 < 1s <!-- headroom: check=search/p95-latency -->', undefined],
    ['- [ ] Search is fast <!-- headroom: check=search/p95-latency -->', undefined],
    ['- [ ] p95 latency < 400ms, p95 latency < 500ms <!-- headroom: check=search/p95-latency -->', undefined],
    ['- [ ] Error rate < 1% <!-- headroom: check=search/error_rate -->', undefined],
    ['- [ ] p95 < 400ms <!-- headroom: check=search/slow -->', undefined],
    ['- [ ] p95 < 400ms <!-- headroom: check=search/nothing -->', undefined],
  ])('%s', (text, expected) => {
    const problems = limitProblems(readChecklist(text), [plan]);
    expect(problems.map(({ span }) => text.slice(...span))).toEqual(expected === undefined ? [] : [expected]);
    for (const { message } of problems) {
      expect(message).toContain('`search/p95-latency` in shop.headroom.yaml is held against `< 500ms`');
    }
  });
});

import { describe, expect, it } from 'vitest';
import { contradictionsIn, findContradictions } from '../../../../core/checklist/contradictions/findContradictions.ts';
import { limitProblems } from '../../../../core/checklist/contradictions/limitProblems.ts';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { parsePlan } from '../../../../core/configs/plan/parsePlan.ts';

/** `5: …` for each target of the last text that contradicts one before. */
function found(...texts: string[]): string[] {
  const named = texts.map((text, at) => ({ file: `${at + 1}.md`, text, checklist: readChecklist(text) }));
  const all = findContradictions(named);
  return named.flatMap(({ file, text }) =>
    contradictionsIn(file, all).map(({ span, code, severity, message }) => {
      expect({ code, severity }).toEqual({ code: 'checklist-contradiction', severity: 'warning' });
      return `${file}:${text.slice(0, span[0]).split('\n').length} ${text.slice(...span)} <> ${/and (\S+) says/.exec(message)![1]}`;
    }),
  );
}

const table = (row: string): string => `\n\n| Metric | Target | Critical | Action |\n|---|---|---|---|\n${row}\n`;

describe('targets that contradict each other', () => {
  it.each<[string, string[], string[]]>([
    ['one metric', ['- [ ] Error rate < 1%\n\n## Goals\n\n- Error rate < 2%'], ['1.md:5 < 2% <> 1.md:1']],
    ['one word', ['- [ ] Memory < 85%\n- [ ] Memory usage < 90%'], ['1.md:2 < 90% <> 1.md:1']],
    [
      'a row and an item',
      [`- [ ] Memory usage peak < 85%${table('| Memory | < 80% | > 90% | Scale |')}`],
      ['1.md:5 < 80% <> 1.md:1'],
    ],
    [
      'the same test',
      ['## Search test\n\n- p95 latency < 1s\n\n## Goals of the search test\n\n- p95 latency < 2s'],
      ['1.md:7 < 2s <> 1.md:3'],
    ],
    [
      'the same test under one heading',
      ['## Search test\n\n- p95 latency < 1s\n\n# Search test\n\n- p95 latency < 2s'],
      ['1.md:7 < 2s <> 1.md:3'],
    ],
    [
      'two texts',
      ['# Release\n\n- [ ] CPU < 70%', '# Release checklist\n\n- [ ] CPU < 80%'],
      ['2.md:3 < 80% <> 1.md:3'],
    ],
    [
      'numbered sections',
      ['## 1. Goals\n\n- Memory < 85%\n\n## 2. Limits\n\n- Memory < 90%'],
      ['1.md:7 < 90% <> 1.md:3'],
    ],
    // None.
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

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readReadiness } from '../../../core/node/readiness/readReadiness.ts';
import { readinessReport } from '../../../core/readiness/readinessReport.ts';

const PLAN = `headroom: 1
tests:
  search:
    runner: http
    request: 'GET http://127.0.0.1:1/'
    stages: [{ users: 1, duration: 1s }]
    checks: ['p95 latency < 1s']
`;
const TEXTS = {
  'shop.headroom.yaml': PLAN,
  'release.md':
    '# Release\n\n- [x] Error rate < 2%\n- [x] p95 latency < 3s <!-- headroom: check=search/p95-latency -->\n',
  'goals.md': '# Goals\n\n- [x] Error rate < 8%\n',
};
let workingFolder: string;

beforeAll(() => {
  workingFolder = mkdtempSync(path.join(tmpdir(), 'headroom-readiness-'));
  for (const [name, text] of Object.entries(TEXTS)) writeFileSync(path.join(workingFolder, name), text);
});
afterAll(() => rmSync(workingFolder, { recursive: true }));

const risksOf = async (...checklists: string[]): Promise<string[]> => {
  const options = { workingFolder, linkFrom: workingFolder, now: 0, madeBy: 'Headroom' };
  const { risks } = readinessReport(await readReadiness({ ...options, checklists }));
  return risks.filter(({ gravity }) => gravity === 'warning').map(({ message }) => message);
};

it('tells limits that contradict each other or the plan among the open risks, each once', async () => {
  expect(await risksOf('release.md', 'goals.md')).toEqual([
    expect.stringMatching(
      /^release\.md:4: This says `< 3s`, and `search\/p95-latency` in shop\.headroom\.yaml is held/,
    ),
    expect.stringMatching(/^goals\.md:3: This says `< 8%`, and release\.md:3 says `< 2%` of the same\./),
  ]);
  expect(await risksOf('goals.md')).toEqual([]);
});

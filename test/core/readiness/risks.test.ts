import { expect, it } from 'vitest';
import { readinessReport } from '../../../core/readiness/readinessReport.ts';
import type { RunResult } from '../../../core/run/runResult.ts';
import { manifestOf } from '../../support/runFolder.ts';
import { documentOf, evidenceOf, inputOf, planOf } from './readinessFixture.ts';

it('lists open risks by gravity, with what decides nothing', () => {
  const text = '- [ ] open\n- [x] seen\n- [x] may <!-- headroom: check=search/p95-latency optional -->\n';
  const seen = documentOf(text).checklist.items[1]!.id;
  const links = ['https://traces.example.com/1'];
  const evidence = evidenceOf();
  const borderline = { ...evidence, check: { ...evidence.check!, notes: ['borderline'] } };
  const { runId, ...stopped } = manifestOf('20260131_130000_search', { outcome: 'stopped' });
  const result: RunResult = {
    ...{ version: 1, runId, testId: 'search', state: 'completed', verdict: 'fail', checks: [], observations: [] },
    reasons: ['stopped by guard `a`'],
  };
  const { risks } = readinessReport(
    inputOf({
      documents: [
        documentOf(text, { state: 'fail', reason: '9 s' }, { notes: { [seen]: { note: 'Only on Monday', links } } }),
      ],
      plans: [
        planOf([
          { line: 9, evidence: borderline },
          { line: 10, evidence: evidenceOf({ state: 'fail' }) },
        ]),
        planOf([], {
          file: 'b.yaml',
          problems: [{ line: 2, severity: 'warning', message: 'Odd.' }],
          notes: ['b.yaml: X is not set'],
        }),
      ],
      runs: [
        { manifest: { runId, ...stopped }, result },
        { manifest: manifestOf('20260131_140000_search'), whyNotCounted: 'it cannot be trusted: nothing was sent' },
      ],
    }),
  );
  expect(risks.map(({ gravity, message }) => `${gravity} ${message}`)).toEqual([
    'against shop.headroom.yaml:10: search/p95-latency failed.',
    'open release.md:1: "open" is open. Tick it when it is done.',
    'warning shop.headroom.yaml:9: search/p95-latency passed in run 20260131_120000_search, 2 h ago, but: borderline.',
    'warning b.yaml:5: The test search states no checks, so its runs prove nothing.',
    'warning b.yaml:2: Odd.',
    'warning b.yaml: X is not set',
    'warning release.md:3: Ticked against the evidence. It need not hold, but search/p95-latency failed: 9 s.',
    'warning Run 20260131_130000_search of search was stopped by a guard (stopped by guard `a`), so it measured only a part.',
    'warning Run 20260131_140000_search, the newest of search, is no evidence: it cannot be trusted: nothing was sent.',
    'note release.md:2: "seen" is ticked with the note: Only on Monday (https://traces.example.com/1)',
  ]);
});

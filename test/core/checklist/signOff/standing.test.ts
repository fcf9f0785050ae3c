import { describe, expect, it } from 'vitest';
import type { BoundEvidence, Evidence } from '../../../../core/checklist/evidence/evidence.ts';
import { readChecklist } from '../../../../core/checklist/readChecklist.ts';
import { signatureOf, type ChecklistNow, type Signing } from '../../../../core/checklist/signOff/signature.ts';
import { standingOf, type Standing } from '../../../../core/checklist/signOff/standing.ts';
import { textHash } from '../../../../core/node/checklist/textHash.ts';

const TEXT = `# Release

Certain words.

## Load

- [x] Search answers in time <!-- headroom: check=search/p95-latency -->
- [ ] Peak: ____ users (target: 1,000), for __ minutes
  - [ ] Nested

| Metric | Target | Actual |
|--------|:------:|--------|
| CPU    | < 70%  | ____   |
| Memory | < 80%  |        |

\`\`\`sh
curl  x
\`\`\`

## Sign-Off

We say that all is well.

- Lead: ____ Date: ____
- Operations: ____ Date: ____

## Afterwards

- [ ] Watch it <!-- headroom: check=search/error_rate -->
`;

const PASS: Partial<Evidence> = { state: 'pass' };

function evidenceOf(text: string, evidence: Partial<Evidence>, limit: string): BoundEvidence[] {
  return readChecklist(text).bindings.flatMap((binding): BoundEvidence[] => {
    if (binding.bound === undefined) return [];
    const { kind, name } = binding.bound;
    const check = {
      ...{ id: name, expression: `p95 latency ${limit}`, verdict: 'pass' as const, unit: 'ms', notes: [] },
      levels: { target: limit },
    };
    const run = { runId: '20260131_120000_search', measuredAt: 0, ageMs: 0 };
    return [{ binding, evidence: { bound: { kind, name }, state: 'pass', check, run, ...evidence } }];
  });
}

const nowOf = (text: string, evidence = PASS, limit = '< 400ms'): ChecklistNow => ({
  ...{ text, checklist: readChecklist(text), hash: textHash },
  evidence: evidenceOf(text, evidence, limit),
});

const signing: Signing = {
  ...{ role: 'Lead', name: 'Ada', decision: 'go', signedAt: '2026-01-31T12:00:00+01:00', obstacles: [] },
};

const replaced =
  (from: string | RegExp, to: string) =>
  (text: string): string => {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${String(from)} is not in the text`);
    return changed;
  };

function standing(change: (text: string) => string, then: Partial<Signing> = {}): Standing {
  return standingOf(signatureOf({ ...signing, ...then }, nowOf(TEXT)), nowOf(change(TEXT)));
}

describe('a signature stands', () => {
  it.each<[string, (text: string) => string]>([
    ['as it was given', (text) => text],
    ['when its line is filled in', replaced('Lead: ____ Date: ____', 'Lead: Ada Date: 2026-01-31')],
    [
      'when all lines are filled in',
      (text) => text.replace(/(Lead|Operations): ____ Date: ____/g, '$1: Ada Date: 2026-01-31'),
    ],
    ['when a line is filled in by its own words', replaced(/- Lead.*\n- Operations.*/, '- all fine, Ada')],
    ['when a blank is filled in', replaced('Peak: ____ users', 'Peak: 1,200 users')],
    [
      'when all blanks of a line are',
      replaced('____ users (target: 1,000), for __', '1,200 users (target: 1,000), for 5'),
    ],
    ['when a blank gets longer', replaced('Peak: ____ users', 'Peak: __________ users')],
    ['when a blank in a table is filled in', replaced('< 70%  | ____   |', '< 70%  | 65%    |')],
    ['when an empty cell is filled in', replaced('< 80%  |        |', '< 80%  | 75 %   |')],
    ['when a table is aligned anew', replaced(/\|---.*/, '| ------------- | :----: | --- |')],
    ['with other line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', (text) => `\uFEFF${text}`],
    ['with blanks at the end of lines', replaced('Certain words.', 'Certain words.  ')],
    ['with more empty lines above the heading', replaced('\n## Sign-Off', '\n\n\n## Sign-Off')],
    ['when the text of the sign-off changes', replaced('We say that', 'We do not say that')],
    ['when later sections change', replaced('Watch it', 'Watch it closely')],
    ['when items of later sections are ticked', replaced('[ ] Watch', '[x] Watch')],
  ])('%s', (_, change) => {
    expect(standing(change)).toEqual({ state: 'stands', reasons: [] });
  });
});

describe('a signature is void', () => {
  it.each<[string, (text: string) => string, string]>([
    ['a word changed', replaced('Certain', 'Uncertain'), 'the text under "Release" changed'],
    ['a word of an item changed', replaced('in time', 'some time'), 'the text under "Load" changed'],
    ['a target changed', replaced('1,000', '100'), 'the text under "Load" changed'],
    ['a limit in a table changed', replaced('< 70%', '< 90%'), 'the text under "Load" changed'],
    [
      'a word beside a blank became another',
      replaced('Peak: ____ users', 'Peak: 9 xusers'),
      'the text under "Load" changed',
    ],
    [
      'a comment was put into a blank',
      replaced('____   |', '6 <!-- headroom: optional --> |'),
      'the text under "Load" changed',
    ],
    ['a cell was put into a blank', replaced('____   |', '6 | 7 |'), 'the text under "Load" changed'],
    ['a blank was taken out', replaced('____ users', 'users'), 'the text under "Load" changed'],
    ['a binding changed', replaced('search/p95-latency', 'search/p99-latency'), 'the text under "Load" changed'],
    ['code changed', replaced('curl  x', 'curl x'), 'the text under "Load" changed'],
    [
      'a sign-off of the same words was added with what it is for',
      (text) => `${text}\n## Next\n\n- [x] more\n\n## Sign-Off\n\n- Lead: ____ Date: ____\n`,
      'a section was added below what was signed, up to the sign-off in line 35',
    ],
    [
      'a sign-off of other words was added',
      (text) => `${text}\n## Approvals\n\n- Lead: ____ Date: ____\n`,
      'a section was added below what was signed, up to the sign-off in line 31',
    ],
    ['an item was nested', replaced('  - [ ] Nested', '- [ ] Nested'), 'the text under "Load" changed'],
    ['an item was taken out', replaced('  - [ ] Nested\n', ''), 'the text under "Load" changed'],
    ['a section was added', replaced('## Sign', '## Data\n\nx\n\n## Sign'), 'the section "Data" is new'],
    ['a section was taken out', replaced(/## Load[^]*(?=## Sign)/, ''), 'the section "Load" is gone'],
    ['a heading changed', replaced('## Load', '## Lead'), 'the heading "Load" reads "Lead" now'],
    ['something was put on top', (text) => `Hello\n\n${text}`, 'the text above the first heading changed'],
    [
      'the heading of the sign-off is gone',
      replaced('## Sign-Off', '## The End'),
      'the heading "Sign-Off", above which it was signed, is gone',
    ],
  ])('when %s', (_, change, reason) => {
    expect(standing(change)).toEqual({ state: 'void', reasons: [reason] });
  });

  it('when an empty blank is where a value was signed', () => {
    const filled = replaced('Peak: ____', 'Peak: 1,200')(TEXT);
    const signed = signatureOf(signing, nowOf(filled));
    expect(standingOf(signed, nowOf(TEXT)).state).toBe('void');
    expect(standingOf(signed, nowOf(replaced('1,200', '900')(filled))).state).toBe('void');
  });

  it('when what is filled in becomes an item', () => {
    const text = '# A\n\n- ____ done\n\n# Sign-off\n\nLead: ____ Date: ____\n';
    const signed = signatureOf(signing, nowOf(text));
    expect(standingOf(signed, nowOf(text.replace('- ____', '- Fine'))).state).toBe('stands');
    expect(standingOf(signed, nowOf(text.replace('- ____', '- [x] Fine'))).state).toBe('void');
  });
});

describe('a signature is marked', () => {
  it.each<[string, (text: string) => string, string]>([
    [
      'opened',
      replaced('[x] Search', '[ ] Search'),
      'ticked when this was signed and open now: "Search answers in time"',
    ],
    ['ticked', replaced('[ ] Nested', '[x] Nested'), 'open when this was signed and ticked now: "Nested"'],
    [
      'ticked whose blanks were filled in, too',
      replaced('[ ] Peak: ____ users', '[x] Peak: 1,200 users'),
      'open when this was signed and ticked now: "Peak: 1,200 users (target: 1,000), for __ minutes"',
    ],
  ])('when an item is %s', (_, change, reason) => {
    expect(standing(change)).toEqual({ state: 'marked', reasons: [reason] });
  });

  it('when a limit is another one now', () => {
    const signed = signatureOf(signing, nowOf(TEXT));
    expect(standingOf(signed, nowOf(TEXT, PASS, '< 500ms'))).toEqual({
      state: 'marked',
      reasons: ['search/p95-latency was signed against p95 latency < 400ms; the plan says < 500ms now'],
    });
  });

  it.each<[Partial<Evidence>, string]>([
    [{ state: 'fail', reason: '620ms' }, 'failed: 620ms'],
    [{ state: 'stale' }, 'has only stale evidence'],
    [{ state: 'unmeasured' }, 'was not measured'],
  ])('when what was proven is %o now', (evidence, words) => {
    const signed = signatureOf(signing, nowOf(TEXT));
    expect(standingOf(signed, nowOf(TEXT, evidence))).toEqual({
      state: 'marked',
      reasons: [`check=search/p95-latency held when this was signed, and now ${words}`],
    });
  });

  it('when a limit cannot be told any more', () => {
    const signed = signatureOf(signing, nowOf(TEXT));
    const { evidence, ...now } = nowOf(TEXT);
    const without = evidence.map(({ binding, evidence: { bound } }) => ({
      binding,
      evidence: { bound, state: 'unknown' as const },
    }));
    expect(standingOf(signed, { ...now, evidence: without }).reasons).toEqual([
      'search/p95-latency was signed against p95 latency < 400ms; what is asked now cannot be told',
      'check=search/p95-latency held when this was signed, and now cannot be looked up',
    ]);
  });

  it('for ever when it was signed in spite of something', () => {
    expect(standing((text) => text, { obstacles: ['x is open.', 'y failed.'] })).toEqual({
      state: 'marked',
      reasons: ['it was signed in spite of 2 obstacles, the first: x is open'],
    });
  });

  it('not for what keeps it from being ready, where the decision is no', () => {
    expect(standing((text) => text, { obstacles: ['x is open.'], decision: 'no-go' }).state).toBe('stands');
  });

  it('where the decision was no and what was not proven is now', () => {
    const signed = signatureOf({ ...signing, decision: 'no-go' }, nowOf(TEXT, { state: 'fail' }));
    expect(standingOf(signed, nowOf(TEXT, { state: 'fail' })).state).toBe('stands');
    expect(standingOf(signed, nowOf(TEXT)).reasons).toEqual([
      'check=search/p95-latency did not hold when this was signed, and does now',
    ]);
  });

  it('not for evidence below the sign-off', () => {
    const { limits, runs, evidence } = signatureOf(signing, nowOf(TEXT));
    expect(limits.map(({ bound }) => bound)).toEqual(['search/p95-latency']);
    expect(evidence).toEqual([{ bound: 'check=search/p95-latency', holds: true }]);
    expect(runs).toEqual(['20260131_120000_search']);
  });
});

describe('a text without a heading for the sign-off', () => {
  const text = '# Release\n\n- [x] All done\n\nLead: ____ Date: ____\nOperations: ____ Date: ____\n';

  it('is covered whole, but for the places that were empty', () => {
    const signed = signatureOf(signing, nowOf(text));
    const filled = text.replace(/(Lead|Operations): ____ Date: ____/g, '$1: Ada Date: 2026-01-31');
    expect(standingOf(signed, nowOf(filled))).toEqual({ state: 'stands', reasons: [] });
    expect(standingOf(signed, nowOf(`${filled}more\n`)).state).toBe('void');
  });
});

describe('a sign-off on top of all items', () => {
  const text =
    '# Release\n\n## Approvals\n\nAll of it.\n\n- Lead: ____ Date: ____\n\n| Role | Name | Date |\n|---|---|---|\n| QA | | |\n\n## Must\n\n- [x] Peak: ____\n- [ ] b\n';
  const signed = signatureOf(signing, nowOf(text));

  it.each<[string, (text: string) => string]>([
    ['lines to sign are filled in', replaced('Lead: ____ Date: ____', 'Lead: Ada Date: 2026-01-31')],
    ['rows to sign are', replaced('| QA | | |', '| QA | Bob | 2026-01-31 |')],
    ['somebody else is asked to sign', replaced('- Lead', '- Operations: ____ Date: ____\n- Lead')],
    ['blanks are filled in', replaced('Peak: ____', 'Peak: 1,200')],
  ])('is for all that is not signed: it stands when %s', (_, change) => {
    expect(standingOf(signed, nowOf(change(text)))).toEqual({ state: 'stands', reasons: [] });
  });

  it.each<[string, (text: string) => string, string]>([
    ['an item below changes', replaced('] b', '] c'), 'the text under "Must" changed'],
    ['a word beside the lines to sign does', replaced('All of it', 'None'), 'the text under "Approvals" changed'],
    ['items are put above', replaced('## Appr', '- [x] z\n\n## Appr'), 'the text under "Release" changed'],
  ])('is void when %s', (_, change, reason) => {
    expect(standingOf(signed, nowOf(change(text)))).toEqual({ state: 'void', reasons: [reason] });
  });

  it('is marked when an item below it is ticked', () => {
    expect(standingOf(signed, nowOf(replaced('[ ] b', '[x] b')(text))).state).toBe('marked');
  });

  it('that was signed for nothing is void when items come below it', () => {
    const [above = ''] = text.split('## Must');
    expect(standingOf(signatureOf(signing, nowOf(above)), nowOf(text))).toEqual({
      ...{ state: 'void', reasons: ['items were added below the sign-off, and it is for them now'] },
    });
  });
});

it('a second lead who signs where "Sign-off" has become unreadable is no change above it', () => {
  const signed = signatureOf(signing, nowOf(TEXT));
  const text = TEXT.replace(/- Lead[^]*Operations.*/, 'Signed by all.');
  expect(standingOf(signed, nowOf(text))).toEqual({ state: 'stands', reasons: [] });
});

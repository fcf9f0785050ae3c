import { describe, expect, it } from 'vitest';
import type { Evidence, EvidenceState } from '../../../core/checklist/evidence/evidence.ts';
import type { Standing } from '../../../core/checklist/signOff/standing.ts';
import type { ReadinessInput } from '../../../core/readiness/readinessInput.ts';
import { readinessReport } from '../../../core/readiness/readinessReport.ts';
import { documentOf, evidenceOf, inputOf, planOf, rolesOf, signOffOf } from './readinessFixture.ts';

const decide = (input: Partial<ReadinessInput>) => readinessReport(inputOf(input)).decision;
const check = (rest: Partial<Evidence> = {}) => planOf([{ line: 9, evidence: evidenceOf(rest) }]);
const BOUND = '<!-- headroom: check=search/p95-latency -->';
const TABLE = `| a | b |\n|---|---|\n| p95 | 1s ${BOUND} |\n`;
const SIGN = '- [x] a\n\n## Sign-off\n\n- Tech Lead: ____ Date: ____\n';
const signed = (standing: Partial<Standing> = {}, text = SIGN, signOff = signOffOf()) =>
  documentOf(text, {}, { signOffs: rolesOf(text, [signOff], { state: 'stands', reasons: [], ...standing }) });

describe('the decision', () => {
  it.each<[string, Partial<ReadinessInput>, string]>([
    ['a check that passes', { plans: [check()] }, '1 check holds;'],
    ['a check with a warning', { plans: [check({ state: 'warn' })] }, '1 check holds (1 with a warning);'],
    ['an item that is ticked', { documents: [documentOf('- [x] a\n')] }, '1 required item is done;'],
    [
      'an optional item that is open',
      { documents: [documentOf('- [x] a\n- [ ] b <!-- headroom: optional -->\n')] },
      '1 required item',
    ],
    ['a row that holds', { documents: [documentOf(TABLE)] }, '1 required item'],
    ['a role that signed', { documents: [signed()] }, '1 required item'],
    ['a signature that is marked', { documents: [signed({ state: 'marked', reasons: ['x'] })] }, '1 required item'],
    [
      'a line that is signed by hand',
      { documents: [documentOf('- [x] a\n\n## Sign-off\n\n- Lead: Ada Date: 2026-01-31\n')] },
      '1 required item',
    ],
  ])('is go with %s', (_, input, reason) => {
    expect(decide(input)).toEqual({ value: 'go', reasons: [expect.stringContaining(reason)] });
  });

  it.each<[string, Partial<ReadinessInput>, string]>([
    [
      'a check',
      { plans: [check({ state: 'fail', reason: '612 ms', remedy: 'Mend it.' })] },
      'shop.headroom.yaml:9: search/p95-latency failed: 612 ms. Mend it.',
    ],
    [
      'what a tick says',
      { documents: [documentOf(`- [x] a ${BOUND}\n`, { state: 'fail' })] },
      'release.md:1: "a" is ticked, but search/p95-latency failed.',
    ],
    [
      'what an open item says',
      { documents: [documentOf(`- [ ] a ${BOUND}\n`, { state: 'fail' })] },
      'release.md:1: "a" is open, and search/p95-latency failed.',
    ],
    [
      'a row',
      { documents: [documentOf(TABLE, { state: 'fail' })] },
      'release.md:3: Of "p95" search/p95-latency failed.',
    ],
    [
      'a heading',
      { documents: [documentOf(`# A ${BOUND}\n`, { state: 'fail' })] },
      'release.md:1: Of "A" search/p95-latency failed.',
    ],
  ])('is no-go where %s fails', (_, input, reason) => {
    expect(decide(input)).toEqual({ value: 'no-go', reasons: [reason] });
    const { plans = [], documents = [] } = input;
    const andMore = {
      plans: [...plans, planOf([{ line: 1, evidence: evidenceOf() }], { file: 'b.yaml' })],
      documents: [...documents, documentOf('- [x] b\n', {}, { file: 'b.md' })],
    };
    expect(decide(andMore)).toEqual({ value: 'no-go', reasons: [reason] });
  });

  it.each<EvidenceState>(['no-data', 'stale', 'unmeasured', 'unknown'])('is not made on evidence: %s', (state) => {
    for (const input of [
      { plans: [check({ state })] },
      { documents: [documentOf(`- [x] a ${BOUND}\n`, { state })] },
      { documents: [documentOf(`# A ${BOUND}\n\n- [x] b\n`, { state })] },
    ]) {
      const { value, reasons } = decide(input);
      expect(value).toBe('not-decided');
      expect(reasons).toEqual([
        expect.stringMatching(/^(shop\.headroom\.yaml:9|release\.md:1): .*search\/p95-latency/),
      ]);
    }
  });

  const problems = [{ line: 1, severity: 'error', message: 'Wrong.' }] as const;
  it.each<[string, Partial<ReadinessInput>, string]>([
    ['nothing', {}, 'There is nothing to decide on'],
    ['a plan without checks', { plans: [planOf([])] }, 'There is nothing to decide on'],
    ['a text without items', { documents: [documentOf('# A\n')] }, 'There is nothing to decide on'],
    [
      'nothing but optional items',
      { documents: [documentOf('- [ ] b <!-- headroom: optional -->\n')] },
      'There is nothing to decide on',
    ],
    [
      'a text without items beside a check',
      { plans: [check()], documents: [documentOf('# A\n')] },
      'release.md has no task items',
    ],
    [
      'items of which none must be ticked, beside a check',
      { plans: [check()], documents: [documentOf('- [x] b <!-- headroom: optional -->\n')] },
      'None of the 1 task item of release.md must be ticked',
    ],
    [
      'one of two equal roles that has not signed',
      { documents: [documentOf(`${SIGN}- Tech Lead: ____ Date: ____\n`)] },
      'release.md:5: Tech Lead has not signed.',
    ],
    [
      'a person in a table of names',
      {
        documents: [documentOf('- [x] a\n\n## Sign-off\n\n| Name | Date | Signature |\n|---|---|---|\n| Ada | | |\n')],
      },
      'release.md:7: Ada has not signed.',
    ],
    ['an open item', { documents: [documentOf('- [ ] a\n')] }, 'release.md:1: "a" is open. Tick it when it is done.'],
    [
      'a requirement without a check',
      { plans: [{ ...check(), requirements: [{ id: '14.9', title: 'Fast', line: 3 }] }] },
      'shop.headroom.yaml:3: No check names the requirement 14.9 "Fast", so nothing is measured of it. Add `requirement: "14.9"` to the check that is for it.',
    ],
    [
      'an alarm that is ticked',
      { plans: [check()], documents: [documentOf('Alert if any of these occur:\n\n- [x] a\n\nThen:\n- [x] b\n')] },
      'release.md:3: The alarm "a" is ticked',
    ],
    ['a comment that is wrong', { documents: [documentOf('- [x] a\n', {}, { problems })] }, 'release.md:1: Wrong.'],
    ['a role that has not signed', { documents: [documentOf(SIGN)] }, 'release.md:5: Tech Lead has not signed.'],
    [
      'a row of a table that nobody has signed',
      {
        documents: [
          documentOf(
            '- [x] a\n\n## Sign-off\n\n| Role | Name | Date |\n|---|---|---|\n| QA | Ada | 2026 |\n| Ops | | |\n',
          ),
        ],
      },
      'release.md:8: Ops has not signed.',
    ],
    [
      'a signature that is void',
      { documents: [signed({ state: 'void', reasons: ['the text changed'] })] },
      'release.md:5: The signature of Tech Lead Ada is void: the text changed. It has to be signed again.',
    ],
    [
      'a void signature of a role that nobody asked for',
      { documents: [signed({ state: 'void' }, '- [x] a\n')] },
      'release.md: The signature of Tech Lead Ada is void. It has to be signed again.',
    ],
    [
      'a sign-off that nobody can sign',
      { documents: [documentOf('- [x] a\n\n## Sign-off\n\n- Platform: ________\n')] },
      'release.md: It has a sign-off, but no line there that can be signed',
    ],
    [
      'somebody who says no',
      { documents: [signed({}, SIGN, signOffOf({ decision: 'no-go' }))] },
      'release.md:5: Tech Lead Ada decided no-go at 2026-01-31 11:00 UTC.',
    ],
  ])('is not made with %s', (_, input, reason) => {
    const { value, reasons } = decide(input);
    expect(value).toBe('not-decided');
    expect(reasons[0]).toContain(reason);
  });

  it('is no contradiction of a signature as long as only others have not signed', () => {
    const two = `${SIGN}- Operations: ____ Date: ____\n`;
    const { decision, contradictions } = readinessReport(
      inputOf({ documents: [documentOf(two, {}, { signOffs: rolesOf(two, [signOffOf()]) })] }),
    );
    expect([decision.value, contradictions]).toEqual(['not-decided', []]);
  });

  it('takes the newest signature of a role', () => {
    const later = signOffOf({ name: 'Bob', decision: 'no-go', signedAt: '2026-01-31T12:00:00Z' });
    for (const records of [
      [later, signOffOf()],
      [signOffOf(), later],
    ]) {
      const { value, reasons } = decide({ documents: [documentOf(SIGN, {}, { signOffs: rolesOf(SIGN, records) })] });
      expect([value, reasons.join()]).toEqual(['not-decided', expect.stringContaining('Tech Lead Bob')]);
    }
  });
});

describe('what people have decided', () => {
  it.each([
    ['go', 'stands', '- [x] a\n', undefined],
    ['go', 'marked', '- [ ] a\n', 'decided go, and this report finds: not decided.'],
    ['go', 'stands', `- [x] a ${BOUND}\n`, 'decided go, and this report finds: no-go.'],
    ['go', 'void', '- [ ] a\n', undefined],
    ['no-go', 'stands', '- [x] a\n', 'decided no-go, though nothing that was looked at fails.'],
    ['no-go', 'stands', `- [x] a ${BOUND}\n`, undefined],
  ] as const)('%s, which %s, is held against what was found of %j', (decision, state, text, expected) => {
    const signOffs = rolesOf(text, [signOffOf({ decision })], { state, reasons: [] });
    const { contradictions } = readinessReport(
      inputOf({ documents: [documentOf(text, { state: 'fail' }, { signOffs })] }),
    );
    expect(contradictions).toEqual(expected === undefined ? [] : [`Tech Lead Ada (release.md) ${expected}`]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../core/checklist/evidence/evidence.ts';
import { obstaclesIn } from '../../../core/checklist/evidence/gate.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

/** With the same evidence behind everything that is bound. */
function messages(text: string, evidence: Partial<Evidence> = {}): string[] {
  const checklist = readChecklist(text);
  const found = checklist.bindings.flatMap((binding) =>
    binding.bound === undefined
      ? []
      : [{ binding, evidence: { bound: binding.bound, state: 'fail' as const, ...evidence } }],
  );
  return obstaclesIn('a.md', checklist, found).map(({ message }) => message);
}

/** As a run measured 9.85 ms where the plan asks for less than 500 ms. */
const MEASURED: Partial<Evidence> = {
  state: 'pass',
  check: {
    ...{ id: 't/c', expression: 'p95 latency < 500ms', verdict: 'pass', observed: 9.85, unit: 'ms' },
    ...{ levels: { target: '< 500ms' }, notes: [] },
  },
};
/** The check has no one value to hold a limit against. */
const UNTOLD: Partial<Evidence> = {
  state: 'pass',
  check: {
    ...{ id: 't/c', expression: 'p95 latency < 500ms', verdict: 'pass', unit: 'ms' },
    ...{ levels: { target: '< 500ms' }, notes: [] },
  },
};
const HELD = 'and t/c is held against `< 500ms`';

const BOUND = '<!-- headroom: check=t/c -->';
const OPTIONAL = '<!-- headroom: check=t/c optional -->';
const table = (bound: string): string => `| Metric | Target |\n|---|---|\n| p95 | 1s ${bound} |\n`;

describe('what keeps a checklist from being complete', () => {
  it.each<[string, string, Partial<Evidence>, string[]]>([
    ['an open item', '- [ ] x\n', {}, ['a.md:1: "x" is open. Tick it when it is done.']],
    ['nothing where it is ticked', '- [x] x\n', {}, []],
    [
      'an open item that is proven',
      `- [ ] x ${BOUND}\n`,
      { state: 'pass' },
      ['a.md:1: "x" is open, although t/c holds. Tick it.'],
    ],
    [
      'an open item that is not proven',
      `- [ ] x ${BOUND}\n`,
      { reason: '9 s', remedy: 'Mend it.' },
      ['a.md:1: "x" is open, and t/c failed: 9 s. Mend it.'],
    ],
    [
      'a tick that is not proven',
      `- [x] x ${BOUND}\n`,
      { state: 'unmeasured', reason: 'never run', remedy: 'Run it.' },
      ['a.md:1: "x" is ticked, but t/c was not measured: never run. Run it.'],
    ],
    ['nothing where a tick is proven', `- [x] x ${BOUND}\n`, { state: 'warn' }, []],
    ['nothing by an optional item', `- [x] x ${OPTIONAL}\n`, {}, []],
    ['nothing by an alarm', `Alert if any of these occur:\n\n- [ ] x ${BOUND}\n`, {}, []],
    ['a row', table(BOUND), {}, ['a.md:3: Of "p95" t/c failed.']],
    ['nothing by a row that holds', table(BOUND), { state: 'pass' }, []],
    ['nothing by an optional row', table(OPTIONAL), {}, []],
    ['nothing by a row in an optional section', `# A <!-- headroom: optional -->\n\n## B\n\n${table(BOUND)}`, {}, []],
    ['a line', `p95: 1 s ${BOUND}\n`, {}, ['a.md:1: Of "p95: 1 s" t/c failed.']],
    ['nothing by an optional line', `p95: 1 s ${OPTIONAL}\n`, {}, []],
    ['nothing by a line in an optional section', `# A <!-- headroom: optional -->\n\np95: 1 s ${BOUND}\n`, {}, []],
    ['a heading', `# A ${BOUND}\n`, { state: 'stale' }, ['a.md:1: Of "A" t/c has only stale evidence.']],
    [
      'a tick whose own limit was missed',
      `- [x] Search p95 latency is below 1 ms ${BOUND}\n`,
      MEASURED,
      [
        `a.md:1: "Search p95 latency is below 1 ms" is ticked, but it says \`< 1ms\`, ${HELD} and measured 9.85 ms. Change the text or the plan.`,
      ],
    ],
    ['nothing where the plan asks for more than the text', `- [x] p95 < 1s ${BOUND}\n`, MEASURED, []],
    [
      'an open item whose own limit the value cannot tell of',
      `- [ ] p95 < 1s ${BOUND}\n`,
      UNTOLD,
      [`a.md:1: "p95 < 1s" is open, and it says \`< 1s\`, ${HELD}. Change the text or the plan.`],
    ],
    [
      'a tick that asks for the opposite',
      `- [x] p95 > 1s ${BOUND}\n`,
      MEASURED,
      [
        `a.md:1: "p95 > 1s" is ticked, but it says \`> 1s\`, ${HELD} and measured 9.85 ms. Change the text or the plan.`,
      ],
    ],
    [
      'a row whose own limit was missed',
      `| Metric | Target |\n|---|---|\n| p95 latency | < 1ms ${BOUND} |\n`,
      MEASURED,
      [
        `a.md:3: Of "p95 latency" not all is proven: it says \`< 1ms\`, ${HELD} and measured 9.85 ms. Change the text or the plan.`,
      ],
    ],
    ['nothing where the limit is the same', `- [x] p95 < 0.5 s ${BOUND}\n`, MEASURED, []],
    ['nothing where the limit is of another value', `- [x] p99 < 1ms ${BOUND}\n`, MEASURED, []],
    ['nothing where a limit is struck out', `- [x] ~~p95 < 1ms~~ <del>p95 < 2ms</del> Fast ${BOUND}\n`, MEASURED, []],
    [
      'nothing where the value was filled in',
      `- [x] Throughput: 1,234 /s ${BOUND}\n`,
      {
        state: 'pass',
        check: {
          ...{ id: 't/c', expression: 'throughput > 10/s', verdict: 'pass', observed: 1233.6, unit: '1/s' },
          ...{ levels: { target: '> 10/s' }, notes: [] },
        },
      },
      [],
    ],
    ['nothing below the sign-off', `# Sign-off\n\nLead: ____ Date: ____\n\n${table(BOUND)}`, {}, []],
  ])('is %s', (_, text, evidence, expected) => {
    expect(messages(text, evidence)).toEqual(expected);
  });
});

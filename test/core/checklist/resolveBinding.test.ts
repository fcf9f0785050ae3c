import { expect, it } from 'vitest';
import { bindingProblems } from '../../../core/checklist/evidence/resolveBinding.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { applyEdits } from '../../../core/text/applyEdits.ts';
import { parsePlan } from '../../../core/configs/plan/parsePlan.ts';
import type { NamedPlan } from '../../../core/configs/plan/plan.ts';

const planOf = (environments: string): NamedPlan => ({
  file: 'shop.headroom.yaml',
  plan: parsePlan(`headroom: 1
environments: ${environments}
tests:
  search:
    runner: http
    request: GET \${target}/
    stages: [{ users: 1, duration: 1s }]
    checks: ["p95 latency < 500ms"]
`).plan!,
});
const ONE = planOf('{ staging: { target: "http://127.0.0.1:1" } }');
const TWO = planOf('{ staging: { target: "http://127.0.0.1:1" }, live: { target: "http://127.0.0.1:2" } }');

it.each<[string, NamedPlan[], string, string?]>([
  ['check=search/p95-latncy', [ONE], 'checklist-unknown-name', 'check=search/p95-latency'],
  ['check=search/nothing', [ONE], 'checklist-unknown-name'],
  ['capacity=serach', [ONE], 'checklist-unknown-name', 'capacity=search'],
  ['check=search/p95-latency environment=stagign', [ONE], 'checklist-unknown-environment', 'environment=staging'],
  ['check=search/p95-latency environment=elsewhere', [ONE], 'checklist-unknown-environment'],
  ['check=search/p95-latency', [TWO], 'checklist-which-environment'],
  ['check=search/p95-latency', [], 'checklist-no-plan'],
])('%s: %#', (words, plans, code, mended) => {
  const text = `# é\r\n- [ ] p95 < 500ms <!-- headroom: ${words} -->\r\n- [ ] b <!-- headroom: optional -->\r\n`;
  const found = bindingProblems(readChecklist(text), plans);
  expect(found.map((problem) => problem.code)).toEqual([code]);
  const fix = found[0]?.fix;
  expect(fix?.isGuess).toBe(mended === undefined ? undefined : true);
  if (fix === undefined) return;
  const after = applyEdits(text, fix.edits);
  expect(after).toContain(mended);
  expect(bindingProblems(readChecklist(after), plans)).toEqual([]);
});

it('says nothing where every name is known', () => {
  const text =
    '- [ ] a <!-- headroom: check=search/p95-latency -->\n- [ ] b <!-- headroom: capacity=search environment=live -->';
  expect(bindingProblems(readChecklist(text), [TWO]).map(({ code }) => code)).toEqual(['checklist-which-environment']);
  expect(bindingProblems(readChecklist(text.replace('latency', 'latency environment=live')), [TWO])).toEqual([]);
});

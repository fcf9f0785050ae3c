// The steps that the editor takes with a checklist, each as one call.
import { lensPlaces } from '../../client/checklists/lensPlaces.ts';
import { retick } from '../../client/checklists/retick.ts';
import { locate, wantedItem } from '../../client/checklists/ticking/locate.ts';
import { newFile, takeChecklist } from '../../client/checklists/tree/takeChecklist.ts';
import { takeEvidence } from '../../client/checklists/tree/takeEvidence.ts';
import { insertComments } from '../../core/checklist/bindings/insertComments.ts';
import { proposeBindings } from '../../core/checklist/bindings/proposeBindings.ts';
import { textOfBinding } from '../../core/checklist/bindings/textOfBinding.ts';
import { proposeBlanks } from '../../core/checklist/blanks/proposeBlanks.ts';
import type { Checklist } from '../../core/checklist/checklist.ts';
import { findContradictions } from '../../core/checklist/contradictions/findContradictions.ts';
import { limitProblems } from '../../core/checklist/contradictions/limitProblems.ts';
import type { BoundEvidence } from '../../core/checklist/evidence/evidence.ts';
import { obstaclesIn } from '../../core/checklist/evidence/gate.ts';
import { proposeTicks } from '../../core/checklist/evidence/proposeTicks.ts';
import { parseMarkdown } from '../../core/checklist/markdown/parseMarkdown.ts';
import { ChecklistReader, readChecklist } from '../../core/checklist/readChecklist.ts';
import { proofsNow } from '../../core/checklist/signOff/boundNow.ts';
import { coveredText } from '../../core/checklist/signOff/coveredText.ts';
import { tickEdit } from '../../core/checklist/tick.ts';
import { applyEdits } from '../../core/text/applyEdits.ts';
import { parsePlan } from '../../core/configs/plan/parsePlan.ts';

export type Shape = 'list' | 'sections';
type Step = readonly [name: string, run: (checklist: Checklist) => unknown];

const FILE = 'file:///release.md';
const PER_SECTION = 50;
const PLAN = `headroom: 1
environments: { local: { target: 'http://127.0.0.1:8080' } }
tests:
  search:
    runner: http
    request: GET \${target}/search
    stages: [{ users: 2, duration: 2s }]
    checks: [p95 latency < 300ms, error_rate < 1%]
`;

/** Each step is measured with a checklist of its own, of which nothing is known yet. */
export function stepsOf(shape: Shape, count: number): { length: number; fresh: () => Checklist; steps: Step[] } {
  const text = shape === 'list' ? listOf(count, 0) : sectionsOf(count);
  const checklist = readChecklist(text);
  const fresh = (): Checklist => ({
    ...checklist,
    items: [...checklist.items],
    tables: [...checklist.tables],
    blanks: [...checklist.blanks],
    bindings: [...checklist.bindings],
    targets: [...checklist.targets],
  });
  const evidence = checklist.bindings.map((binding, at): BoundEvidence => {
    const bound = { kind: binding.bound?.kind ?? 'check', name: binding.bound?.name ?? '' };
    return { binding, evidence: { bound, state: at % 3 === 0 ? 'fail' : 'pass' } };
  });
  const middle = checklist.items[Math.floor(count / 2)];
  const edit = middle && tickEdit(middle, !middle.checked);
  if (middle === undefined || edit === undefined) throw new Error('no item to tick');
  const ticked = applyEdits(text, [edit]);
  const file = newFile(FILE, checklist);
  const reader = new ChecklistReader();
  reader.read(text);
  let letters = 0;
  const typed = (): string => {
    letters += 1;
    return applyEdits(text, [{ span: [middle.span[1], middle.span[1]], text: 'x'.repeat(letters) }]);
  };
  const { plan } = parsePlan(PLAN);
  const plans = plan ? [{ file: 'release.headroom.yaml', plan }] : [];
  const proposals = proposeBindings(text, checklist, plans);
  const steps: Step[] = [
    ['Markdown alone', () => parseMarkdown(text)],
    ['first read', () => readChecklist(text)],
    ['read after a letter', () => reader.read(typed())],
    ['read after a tick', (known) => retick(known, text, ticked)],
    ['find an item', ({ items }) => locate(items, wantedItem(items, middle))],
    ['find all items', ({ items }) => items.map((item) => locate(items, wantedItem(items, item)))],
    ['new tree', (known) => newFile(FILE, known)],
    ['tree again', (known) => takeChecklist(file, known)],
    ['evidence in the tree', () => takeEvidence(file, evidence)],
    ['lenses', (known) => [lensPlaces(known, evidence), proposeTicks(known, evidence)]],
    ['texts of bindings', (known) => known.bindings.map((binding) => textOfBinding(known, binding))],
    ['obstacles', (known) => obstaclesIn('release.md', known, evidence)],
    ['proofs of a signature', (known) => proofsNow(known, evidence, () => true)],
    ['text of a signature', (known) => coveredText(text, known, () => true)],
    ['blanks', (known) => proposeBlanks(known, evidence)],
    ['proposed bindings', (known) => proposeBindings(text, known, plans)],
    ['writing them', (known) => insertComments(text, known, proposals, readChecklist)],
    ['limits of the plan', (known) => limitProblems(known, plans)],
    ['contradictions', (known) => findContradictions([{ file: 'release.md', text, checklist: known }])],
  ];
  return { length: text.length, fresh, steps };
}

function sectionsOf(count: number): string {
  const sections = Array.from({ length: Math.ceil(count / PER_SECTION) }, (_, section) => {
    const table = `| Metric | Target | Actual |\n| --- | --- | --- |\n| p95 latency | < ${section + 100}ms | ____ |\n`;
    return `## Part ${section}\n\n${listOf(PER_SECTION, section * PER_SECTION)}\n${table}\n`;
  });
  return `# Release\n\n${sections.join('')}## Sign-off\n\nTech Lead: ____ Date: ____\n`;
}

function listOf(count: number, first: number): string {
  return Array.from({ length: count }, (_, at) => itemOf(first + at)).join('');
}

function itemOf(at: number): string {
  const marker = `${at % 3 === 2 ? '  ' : ''}- [${at % 4 === 0 ? 'x' : ' '}]`;
  const bound = ` p95: ____ ms (target: 250 ms) <!-- headroom: check=search/p95-latency -->`;
  const says = at % 7 === 0 ? `p95 latency < 300ms` : `Service ${at} is **restored** from its backup`;
  return `${marker} ${says}${at % 5 === 0 ? bound : ''}\n`;
}

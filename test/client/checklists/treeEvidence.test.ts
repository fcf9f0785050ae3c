import { describe, expect, test } from 'vitest';
import { evidenceFor, hasBindings, knownEvidence } from '../../../client/checklists/evidence/knownEvidence.ts';
import { lensPlaces } from '../../../client/checklists/lensPlaces.ts';
import type { BranchNode, FileNode } from '../../../client/checklists/tree/nodes.ts';
import { fileWords, itemWords, sectionWords, type NodeWords } from '../../../client/checklists/tree/nodeWords.ts';
import { newFile } from '../../../client/checklists/tree/takeChecklist.ts';
import { takeEvidence } from '../../../client/checklists/tree/takeEvidence.ts';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import type { BoundEvidence, Evidence } from '../../../core/checklist/evidence/evidence.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

const HOUR_MS = 3_600_000;
const TEXT = `# Release

- [x] Backups restored

## Load <!-- headroom: check=search/error_rate -->

- [ ] Fast <!-- headroom: check=search/p95-latency -->
- [x] Holds <!-- headroom: capacity=search -->
  - [ ] Nested <!-- headroom: check=search/p99-latency optional -->

| Metric | Target |
|---|---|
| max | < 1s <!-- headroom: check=search/max-latency --> |

## Queue

- [ ] Drained <!-- headroom: preflight=QUEUE -->
`;

const run = { runId: '20260131_120000_search', folder: '/shop/headroom-results/20260131_120000_search', measuredAt: 0 };
const measured = (
  observed: number,
  state: Evidence['state'] = 'pass',
  ageMs = 2 * HOUR_MS,
): Omit<Evidence, 'bound'> => ({
  state,
  check: {
    ...{ id: 'search/p95-latency', expression: 'p95 latency < 500ms', unit: 'ms', levels: { target: '< 500ms' } },
    ...{ verdict: observed < 500 ? 'pass' : 'fail', observed, notes: [] },
  },
  run: { ...run, ageMs, environment: 'staging' },
});
const NAMED: Record<string, Omit<Evidence, 'bound'>> = {
  'search/error_rate': {
    state: 'unmeasured',
    reason: 'its test was never run',
    remedy: 'Run it: `headroom run a.yaml`.',
  },
  'search/p95-latency': measured(312),
  search: { ...measured(0, 'stale'), check: undefined, reason: 'the load changed' },
  'search/p99-latency': measured(612, 'fail'),
  'search/max-latency': measured(900, 'fail'),
  QUEUE: { state: 'pass', run: { ...run, ageMs: 0 } },
};
const evidenceOf = ({ bindings }: Checklist, named = NAMED): BoundEvidence[] =>
  bindings.flatMap((binding) => {
    const found = named[binding.bound?.name ?? ''];
    return found === undefined ? [] : [{ binding, evidence: { bound: binding.bound!, ...found } }];
  });

function drawn(text = TEXT): { file: FileNode; words: (name: string) => NodeWords } {
  const checklist = readChecklist(text);
  const file = newFile('file:///shop/release.md', checklist);
  takeEvidence(file, evidenceOf(checklist));
  return { file, words: (name) => wordsOf(nodeNamed(file, name)) };
}
const nameOf = (node: FileNode | BranchNode): string =>
  node.kind === 'item' ? node.item.text : node.kind === 'section' ? (node.section.path.at(-1) ?? '') : 'file';
const nodeNamed = (file: FileNode, name: string): FileNode | BranchNode =>
  [file, ...file.below.values()].find((node) => nameOf(node) === name)!;
const wordsOf = (node: FileNode | BranchNode): NodeWords =>
  node.kind === 'file'
    ? fileWords(node, { name: 'release.md', folder: '' })
    : node.kind === 'section'
      ? sectionWords(node)
      : itemWords(node);

describe('evidence in the tree', () => {
  test.each<[string, string, string]>([
    ['Backups restored', '', 'Backups restored'],
    [
      'Fast',
      'pass · 312 ms < 500ms · 2 h · 20260131_120000_search',
      'Fast, evidence: pass, 312 ms < 500ms, 2 h old, 20260131_120000_search',
    ],
    [
      'Holds',
      '0 of 1 · ticked without evidence · stale · 2 h · 20260131_120000_search',
      'Holds, 0 of 1 below it ticked, ticked without evidence, evidence: stale, 2 h old, 20260131_120000_search',
    ],
    [
      'Nested',
      'optional · fail · 612 ms, must be < 500ms · 2 h · 20260131_120000_search',
      'Nested, optional, evidence: fail, 612 ms, must be < 500ms, 2 h old, 20260131_120000_search',
    ],
    ['Drained', 'pass · 0 m · 20260131_120000_search', 'Drained, evidence: pass, 0 m old, 20260131_120000_search'],
    [
      'Load',
      '1 of 3 · 2 failing · 1 stale · 1 without evidence · unmeasured',
      'Load, 1 of 3 ticked, 2 failing, 1 stale, 1 without evidence, evidence: unmeasured',
    ],
    ['Queue', '0 of 1', 'Queue, 0 of 1 ticked'],
    [
      'file',
      '2 of 5 · 2 failing · 1 stale · 1 without evidence',
      'release.md, 2 of 5 ticked, 2 failing, 1 stale, 1 without evidence',
    ],
  ])('stands beside %s', (name, description, spoken) => {
    expect(drawn().words(name)).toMatchObject({ description, spoken });
  });

  test('says all in the tooltip, and what to do', () => {
    const { words } = drawn();
    expect(words('Nested').tooltip.split('\n\n')).toEqual([
      'Nested',
      'Optional: it need not be ticked.',
      'Evidence: fail',
      'Asked: p95 latency < 500ms',
      'Check: search/p95-latency',
      'Measured: 612 ms',
      'Run: 20260131_120000_search, 2 h old',
      'Environment: staging',
      'Release / Load / line 9',
    ]);
    expect(words('Load').tooltip).toContain(
      'Why: its test was never run\n\nWhat to do: Run it: `headroom run a.yaml`.',
    );
    expect(words('Holds').tooltip).toContain('Tick: ticked without evidence');
  });

  test('opens the run that it is from', () => {
    const { file } = drawn();
    expect(nodeNamed(file, 'Fast')).toMatchObject({ folder: run.folder });
    expect(nodeNamed(file, 'Load')).toMatchObject({ folder: undefined });
  });

  test('draws only what looks other than before', () => {
    const { file } = drawn();
    const again = (named: typeof NAMED): string[] =>
      takeEvidence(file, evidenceOf(file.checklist, named)).map(nameOf).toSorted();
    expect(again(NAMED)).toEqual([]);
    expect(again({ ...NAMED, 'search/p95-latency': measured(312, 'pass', 2 * HOUR_MS + 5000) })).toEqual([]);
    expect(again({ ...NAMED, 'search/p95-latency': measured(312, 'pass', 3 * HOUR_MS) })).toEqual(['Fast']);
    expect(again({ ...NAMED, 'search/p95-latency': measured(600, 'fail') })).toEqual(['Fast', 'Load', 'file']);
    expect(again({})).toEqual(['Drained', 'Fast', 'Holds', 'Load', 'Nested', 'file']);
  });
});

describe('the lens of a heading', () => {
  test('counts what fails under it, of items, rows and the heading itself', () => {
    const failing = (text: string): number[] => {
      const checklist = readChecklist(text);
      return lensPlaces(checklist, evidenceOf(checklist)).map((place) => place.failing);
    };
    expect(failing(TEXT)).toEqual([0, 2, 0]);
    expect(failing(TEXT.replace('error_rate', 'max-latency'))).toEqual([0, 3, 0]);
    expect(failing('- [ ] a <!-- headroom: check=search/max-latency -->\n')).toEqual([1]);
  });
});

describe('what is known of a text', () => {
  const before = readChecklist(TEXT);
  const known = knownEvidence(before, evidenceOf(before), { generation: 0, lookedAt: 0 });
  test.each<[string, string, boolean]>([
    ['is all of the same text', TEXT, true],
    [
      'is all when other words change',
      TEXT.replace('Backups', 'Copies').replace('# Release', 'Words.\n\n# Release'),
      true,
    ],
    ['is all when a binding goes', TEXT.replace(' <!-- headroom: preflight=QUEUE -->', ''), true],
    ['is all when the same is bound twice', `${TEXT}- [ ] b <!-- headroom: check=search/p95-latency -->\n`, true],
    ['lacks what is newly bound', TEXT.replace('p95-latency', 'p90-latency'), false],
    ['lacks another environment', TEXT.replace('p95-latency', 'p95-latency environment=live'), false],
    ['lacks a capacity with another text', TEXT.replace('Holds', 'Holds (target: 100)'), false],
  ])('%s', (_, text, isComplete) => {
    const checklist = readChecklist(text);
    const found = evidenceFor(checklist, known);
    expect(found.isComplete).toBe(isComplete);
    expect(found.evidence.length).toBe(checklist.bindings.length - (isComplete ? 0 : 1));
    for (const { binding } of found.evidence) expect(checklist.bindings).toContain(binding);
  });

  test('is nothing where nothing is bound', () => {
    expect(hasBindings(readChecklist('- [ ] a <!-- headroom: optional -->\n'))).toBe(false);
    expect(hasBindings(before)).toBe(true);
    expect(evidenceFor(before, undefined)).toEqual({ evidence: [], isComplete: false });
  });
});

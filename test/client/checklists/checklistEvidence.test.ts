import type * as vscode from 'vscode';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LookTarget } from '../../../client/checklists/evidence/looking.ts';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';

const { looks } = vi.hoisted(() => ({ looks: [] as string[][] }));
vi.mock('vscode', () => ({
  EventEmitter: class {
    private readonly listeners: (() => void)[] = [];
    readonly event = (listener: () => void) => this.listeners.push(listener);
    readonly fire = () => this.listeners.forEach((listener) => listener());
    readonly dispose = () => undefined;
  },
  Disposable: { from: (...all: { dispose(): void }[]) => ({ dispose: () => all.forEach((one) => one.dispose()) }) },
  workspace: { getWorkspaceFolder: () => undefined },
}));
vi.mock('../../../client/plansAndRuns.ts', () => ({
  EvidenceWatch: class {
    readonly dispose = () => undefined;
  },
  look: (targets: LookTarget[]) => {
    looks.push(targets.map(({ file }) => file));
    return Promise.resolve(new Map());
  },
}));
const { ChecklistEvidence } = await import('../../../client/checklists/evidence/checklistEvidence.ts');

const place = { scheme: 'file', fsPath: '/shop/release.md', toString: () => 'file:///shop/release.md' };
const uri = place as unknown as vscode.Uri;
const checklist = readChecklist('- [ ] a <!-- headroom: check=search/p95-latency -->\n');
const HOUR_MS = 3_600_000;
let evidence: InstanceType<typeof ChecklistEvidence>;

beforeEach(() => {
  vi.useFakeTimers();
  looks.length = 0;
  evidence = new ChecklistEvidence({
    debug: () => undefined,
    error: () => undefined,
  } as unknown as vscode.LogOutputChannel);
});
afterEach(() => {
  evidence.dispose();
  vi.useRealTimers();
});

test('evidence that is shown is looked at again in time, though nothing happens', async () => {
  evidence.onDidExpire(() => void evidence.of(uri, checklist));
  evidence.of(uri, checklist);
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(looks.length).toBeGreaterThan(10);
  expect(looks.length).toBeLessThan(61);
});

test('evidence that nobody asks for again is not', async () => {
  evidence.of(uri, checklist);
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(looks).toEqual([['/shop/release.md']]);
});

test('who waits for evidence gets what is known, and a look only where that may be old', async () => {
  await evidence.fresh(uri, checklist);
  await evidence.fresh(uri, checklist);
  expect(looks).toHaveLength(1);
  evidence.expire();
  await evidence.fresh(uri, checklist);
  expect(looks).toHaveLength(2);
  await evidence.fresh(uri, readChecklist('- [ ] nothing bound\n'));
  expect(looks).toHaveLength(2);
});

import path from 'node:path';
import * as vscode from 'vscode';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import type { BoundEvidence } from '../../../core/checklist/evidence/evidence.ts';
import { messageOf } from '../../../core/errors.ts';
import { evidenceFor, hasBindings, knownEvidence, type KnownEvidence } from './knownEvidence.ts';
import type { LookTarget } from './looking.ts';

/** Texts that are asked for together are looked at together. */
const PAUSE_MS = 100;
/** Reading many runs must leave the editor most of its time. */
const SHARE_OF_TIME = 4;
/** Evidence ages, and what belongs to a load may change without a word. */
const LONGEST_VALID_MS = 60_000;

/**
 * What the runs on disk say of the texts of this window. Nothing is looked at before somebody asks, nothing for texts
 * without an item that is bound, and nothing is looked at again that cannot be other than before.
 */
export class ChecklistEvidence implements vscode.Disposable {
  private readonly known = new Map<string, KnownEvidence>();
  private readonly wanted = new Map<string, LookTarget>();
  private generation = 0;
  private pause: NodeJS.Timeout | undefined;
  private isLooking = false;
  private pauseMs = PAUSE_MS;
  private isEnded = false;
  private watch: { dispose(): void } | undefined;
  private aging: NodeJS.Timeout | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly expired = new vscode.EventEmitter<void>();
  /** There is other evidence than before. */
  readonly onDidChange = this.changed.event;
  /** Runs or plans may say something else by now: who shows evidence has to ask for it again. */
  readonly onDidExpire = this.expired.event;

  constructor(private readonly log: vscode.LogOutputChannel) {}

  dispose(): void {
    this.isEnded = true;
    clearTimeout(this.pause);
    clearTimeout(this.aging);
    vscode.Disposable.from(this.changed, this.expired, ...(this.watch ? [this.watch] : [])).dispose();
  }

  /** What is known by now. Where that may be old, it is looked at again, and `onDidChange` tells of it. */
  of(uri: vscode.Uri, checklist: Checklist): BoundEvidence[] {
    const target = targetOf(uri, checklist);
    if (target === undefined) return [];
    const known = this.known.get(target.uri);
    const { evidence, isComplete } = evidenceFor(checklist, known);
    if (this.isOld(known) || !isComplete) this.later(target);
    return evidence;
  }

  /** What is known, after a look where that may be old. */
  async fresh(uri: vscode.Uri, checklist: Checklist): Promise<BoundEvidence[]> {
    const known = this.known.get(uri.toString());
    const { evidence, isComplete } = evidenceFor(checklist, known);
    return this.isOld(known) || !isComplete ? this.now(uri, checklist) : evidence;
  }

  /** What is known by now, without a look. */
  lastOf(uri: vscode.Uri, checklist: Checklist): BoundEvidence[] {
    return evidenceFor(checklist, this.known.get(uri.toString())).evidence;
  }

  /** As it is at this moment: for what is going to be written. */
  async now(uri: vscode.Uri, checklist: Checklist): Promise<BoundEvidence[]> {
    const target = targetOf(uri, checklist);
    if (target === undefined) return [];
    await this.lookAt([target]);
    this.changed.fire();
    return this.lastOf(uri, checklist);
  }

  /** Something happened that runs or plans are changed by. */
  readonly expire = (): void => {
    this.generation += 1;
    this.expired.fire();
  };

  private isOld(known: KnownEvidence | undefined): boolean {
    return known?.generation !== this.generation || Date.now() - known.lookedAt >= LONGEST_VALID_MS;
  }

  /** Evidence grows old without anything that happens. Where nobody asks for it again, it is not looked at again. */
  private age(): void {
    clearTimeout(this.aging);
    this.aging = setTimeout(this.expire, LONGEST_VALID_MS);
  }

  private later(target: LookTarget): void {
    this.wanted.set(target.uri, target);
    this.schedule();
  }

  private schedule(): void {
    if (this.isLooking || this.isEnded || this.wanted.size === 0) return;
    this.pause ??= setTimeout(() => void this.lookAtWanted(), this.pauseMs);
  }

  private async lookAtWanted(): Promise<void> {
    this.pause = undefined;
    this.isLooking = true;
    const targets = [...this.wanted.values()];
    this.wanted.clear();
    const startedAt = performance.now();
    try {
      await this.lookAt(targets);
      if (!this.isEnded) this.changed.fire();
    } catch (error) {
      this.tellFailure(error);
    }
    this.pauseMs = Math.max(PAUSE_MS, (performance.now() - startedAt) * SHARE_OF_TIME);
    this.isLooking = false;
    this.schedule();
  }

  private async lookAt(targets: readonly LookTarget[]): Promise<void> {
    const { look, EvidenceWatch } = await import('../../plansAndRuns.ts');
    if (this.isEnded) return;
    this.watch ??= new EvidenceWatch(this.expire);
    const { generation } = this;
    const startedAt = performance.now();
    const found = await look(targets, this.tellFailure);
    const lookedAt = Date.now();
    this.age();
    for (const { uri, checklist } of targets)
      this.known.set(uri, knownEvidence(checklist, found.get(uri) ?? [], { generation, lookedAt }));
    this.log.debug(`Evidence of ${targets.length} checklists: ${Math.round(performance.now() - startedAt)} ms`);
  }

  private readonly tellFailure = (error: unknown): void =>
    this.log.error(`The evidence of checklists could not be read: ${messageOf(error)}`);
}

/** Undefined for a text that nothing is bound in, and for one that is not on a disk: nobody knows its plans. */
function targetOf(uri: vscode.Uri, checklist: Checklist): LookTarget | undefined {
  if (uri.scheme !== 'file' || !hasBindings(checklist)) return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? path.dirname(uri.fsPath);
  return { uri: uri.toString(), file: uri.fsPath, workspaceFolder: folder, checklist };
}

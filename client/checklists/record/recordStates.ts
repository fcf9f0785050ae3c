import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { signOffPlaces } from '../../../core/checklist/signOff/places.ts';
import type { SignOffRole } from '../../../core/checklist/signOff/roles.ts';
import type { Sidecar } from '../../../core/checklist/sidecar/sidecar.ts';
import { messageOf } from '../../../core/errors.ts';
import type { ChecklistEvidence } from '../evidence/checklistEvidence.ts';
import { textOf } from '../files/openText.ts';
import { MARKDOWN_FILES } from '../mayHaveItems.ts';

/** Changes that come together are looked at together. */
const PAUSE_MS = 200;
const SIDECAR_ENDING = '.headroom.json';

export interface KnownRecord {
  roles: readonly SignOffRole[];
  /** By the ids of items. */
  notes: Sidecar['items'];
  /** What is wrong: why the record cannot be read, or notes of items that are gone. */
  warnings: readonly string[];
}

const NONE: KnownRecord = { roles: [], notes: {}, warnings: [] };

/** What stands beside the texts that somebody looks at: who signed, and notes of items; as new as text, record and evidence are. */
export class RecordStates implements vscode.Disposable {
  private readonly known = new Map<string, KnownRecord>();
  private readonly old = new Map<string, vscode.Uri>();
  /** Signed texts whose evidence may be another by now; looked at when somebody asks for them. */
  private readonly doubtful = new Set<string>();
  private pause: NodeJS.Timeout | undefined;
  private isEnded = false;
  private readonly subscriptions: vscode.Disposable;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Some are other than before. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly evidence: ChecklistEvidence,
  ) {
    const watch = (glob: string, tell: (uri: vscode.Uri) => void): vscode.Disposable => {
      const files = vscode.workspace.createFileSystemWatcher(glob);
      return vscode.Disposable.from(files, files.onDidCreate(tell), files.onDidChange(tell), files.onDidDelete(tell));
    };
    const one = (uri: vscode.Uri): void => this.outdate(uri);
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.onDidChangeTextDocument(({ document }) => one(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => one(uri)),
      watch(MARKDOWN_FILES, one),
      watch(`**/*${SIDECAR_ENDING}`, (uri) => one(uri.with({ path: uri.path.slice(0, -SIDECAR_ENDING.length) }))),
      evidence.onDidExpire(() => {
        for (const [key, { roles }] of this.known) if (roles.some(({ signed }) => signed)) this.doubtful.add(key);
      }),
    );
  }

  dispose(): void {
    this.isEnded = true;
    clearTimeout(this.pause);
    this.subscriptions.dispose();
  }

  /** What is known by now. Where that is nothing or may be old, it is looked at, and `onDidChange` tells of it. */
  of(uri: vscode.Uri): KnownRecord {
    const known = this.known.get(uri.toString());
    if (this.doubtful.has(uri.toString())) this.outdate(uri);
    if (known !== undefined || uri.scheme !== 'file') return known ?? NONE;
    this.known.set(uri.toString(), NONE);
    this.outdate(uri);
    return NONE;
  }

  private outdate(uri: vscode.Uri): void {
    if (!this.known.has(uri.toString()) || this.isEnded) return;
    this.old.set(uri.toString(), uri);
    this.doubtful.delete(uri.toString());
    this.pause ??= setTimeout(() => void this.look(), PAUSE_MS);
  }

  private async look(): Promise<void> {
    const uris = [...this.old.values()];
    this.old.clear();
    for (const uri of uris) this.known.set(uri.toString(), await this.read(uri));
    this.pause = undefined;
    if (this.isEnded) return;
    this.changed.fire();
    for (const uri of this.old.values()) this.outdate(uri);
  }

  private async read(uri: vscode.Uri): Promise<KnownRecord> {
    try {
      const found = await textOf(uri);
      if ('why' in found) return NONE;
      const { readTextInTurns } = await import('../reading.ts');
      const checklist = await readTextInTurns(uri.toString(), found.text);
      // Most files have neither, and need nothing of what reads plans and runs.
      const hasRecord = existsSync(uri.fsPath + SIDECAR_ENDING);
      if (!hasRecord && signOffPlaces(checklist).length === 0) return NONE;
      const { readRecord } = await import('../../plansAndRuns.ts');
      return await readRecord(uri, found.text, checklist, () => this.evidence.fresh(uri, checklist));
    } catch (error) {
      this.log.debug(`What is kept beside ${uri.fsPath} cannot be read: ${messageOf(error)}`);
      return { ...NONE, warnings: [messageOf(error)] };
    }
  }
}

import type * as vscode from 'vscode';
import type { ChecklistCommand } from '../register/checklists.ts';
import { ChecklistCommands } from './checklistCommands.ts';
import { checklistLenses } from './checklistLenses.ts';
import { ChecklistsView, type ChecklistsViewParts } from './checklistsView.ts';
import { ChecklistEvidence } from './evidence/checklistEvidence.ts';
import { ChecklistProblems } from './problems/checklistProblems.ts';
import { RecordStates } from './record/recordStates.ts';
import { signOffLenses } from './signOff/signOffLenses.ts';

export interface ChecklistsParts extends Omit<ChecklistsViewParts, 'evidence' | 'records'> {
  /** The lenses of open texts have to be drawn anew. */
  drawLenses: () => void;
}

/** All that is loaded when the view is shown, a command is given or a text with task items is open. */
export class Checklists implements vscode.Disposable {
  readonly view: ChecklistsView;
  private readonly commands: ChecklistCommands;
  private readonly evidence: ChecklistEvidence;
  private readonly records: RecordStates;
  private readonly problems: ChecklistProblems;
  private hasLenses = false;

  constructor({ drawLenses, ...parts }: ChecklistsParts) {
    this.evidence = new ChecklistEvidence(parts.log);
    this.records = new RecordStates(parts.log, this.evidence);
    this.view = new ChecklistsView({ ...parts, evidence: this.evidence, records: this.records });
    this.problems = new ChecklistProblems(this.view.files, parts.log);
    this.commands = new ChecklistCommands(this.view, this.evidence);
    const draw = (): void => {
      if (this.hasLenses) drawLenses();
    };
    this.evidence.onDidChange(draw);
    this.evidence.onDidExpire(draw);
    this.records.onDidChange(draw);
  }

  async lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    this.hasLenses = true;
    return [...(await checklistLenses(document, this.evidence)), ...(await signOffLenses(document, this.records))];
  }

  /** Of a text that may have some; from then on every change is seen. */
  showProblems(): void {
    this.problems.lookSoon();
  }

  /** Of a run that this window follows; watchers do not always tell of the first one in a new folder. */
  seenRun(): void {
    this.evidence.expire();
  }

  run(name: ChecklistCommand, args: readonly unknown[]): Promise<void> {
    return this.commands.run(name, args);
  }

  dispose(): void {
    this.problems.dispose();
    this.view.dispose();
    this.evidence.dispose();
    this.records.dispose();
  }
}

import type * as vscode from 'vscode';
import type { ChecklistCommand } from '../register/checklists.ts';
import { ChecklistCommands } from './checklistCommands.ts';
import { checklistLenses } from './checklistLenses.ts';
import { ChecklistsView, type ChecklistsViewParts } from './checklistsView.ts';
import { ChecklistEvidence } from './evidence/checklistEvidence.ts';
import { mayHaveItems } from './mayHaveItems.ts';
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
  private readonly draw: () => void;

  constructor({ drawLenses, ...parts }: ChecklistsParts) {
    this.evidence = new ChecklistEvidence(parts.log);
    this.records = new RecordStates(parts.log, this.evidence);
    this.view = new ChecklistsView({ ...parts, evidence: this.evidence, records: this.records });
    this.problems = new ChecklistProblems(this.view.files, parts.log);
    this.commands = new ChecklistCommands(this.view, this.evidence);
    this.draw = () => {
      if (this.hasLenses) drawLenses();
    };
    this.evidence.onDidChange(this.draw);
    this.evidence.onDidExpire(this.draw);
    this.records.onDidChange(this.draw);
  }

  async lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    this.hasLenses = true;
    const lenses = await checklistLenses(document, this.evidence);
    // A text may be here for its targets alone.
    return mayHaveItems(document.getText()) ? [...lenses, ...(await signOffLenses(document, this.records))] : lenses;
  }

  /** Of a text that may have some; from then on every change is seen. */
  showProblems(): void {
    this.problems.lookSoon();
  }

  /** Of a run that this window follows; watchers do not always tell of the first one in a new folder. */
  seenRun(): void {
    this.evidence.expire();
  }

  async run(name: ChecklistCommand, args: readonly unknown[]): Promise<void> {
    await this.commands.run(name, args);
    // It changes a plan, and not the text that the lenses stand in.
    if (name === 'addTargets') this.draw();
  }

  dispose(): void {
    this.problems.dispose();
    this.view.dispose();
    this.evidence.dispose();
    this.records.dispose();
  }
}

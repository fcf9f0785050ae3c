import * as vscode from 'vscode';
import { messageOf } from '../../../core/errors.ts';
import { isPlanFile, PLAN_GLOB } from '../../../core/protocol/lsp.ts';
import { SETTINGS } from '../../contributions.ts';
import { hasBindings } from '../evidence/knownEvidence.ts';
import type { ChecklistFiles } from '../files/checklistFiles.ts';
import { isOpen, textsOfTab } from '../files/openText.ts';
import { isProblemText, MARKDOWN_LANGUAGE_ID } from './problemTexts.ts';
import { fixesOf, toDiagnostic, type FoundProblem } from './problemWords.ts';
import { TextStatements, type OpenChecklist } from './textStatements.ts';

/** Changes that come together are looked at together. */
const PAUSE_MS = 250;
/** Reading long texts for every key that is pressed must leave the editor most of its time. */
const SHARE_OF_TIME = 4;
const LONGEST_PAUSE_MS = 2000;

/** What is wrong in the Markdown texts that are open, at its place, as they, the plans and the other checklists are now. */
export class ChecklistProblems implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection('headroom-checklists');
  private readonly found = new Map<string, { version: number; problems: readonly FoundProblem[] }>();
  private readonly statements: TextStatements;
  private readonly subscriptions: vscode.Disposable;
  private pause: NodeJS.Timeout | undefined;
  private pauseMs = PAUSE_MS;
  private isLooking = false;
  private isOld = false;
  private isEnded = false;

  constructor(
    files: ChecklistFiles,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.statements = new TextStatements(files);
    const plans = vscode.workspace.createFileSystemWatcher(PLAN_GLOB);
    const look = (): void => this.lookSoon();
    const lookFor = (document: vscode.TextDocument): void => {
      if (this.concerns(document)) this.lookSoon();
    };
    this.subscriptions = vscode.Disposable.from(
      this.shown,
      plans,
      ...[plans.onDidCreate(look), plans.onDidChange(look), plans.onDidDelete(look)],
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) lookFor(document);
      }),
      vscode.workspace.onDidOpenTextDocument(lookFor),
      vscode.workspace.onDidCloseTextDocument(lookFor),
      vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        const uris = new Set([...opened, ...closed].flatMap(textsOfTab).map(String));
        for (const document of vscode.workspace.textDocuments) if (uris.has(document.uri.toString())) lookFor(document);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTINGS.checklistProblems)) look();
      }),
      // Those that are open have told of it themselves.
      files.onDidRead((uris) => {
        if (this.found.size > 0 && !uris.every(isOpen)) look();
      }),
      vscode.languages.registerCodeActionsProvider(
        MARKDOWN_LANGUAGE_ID,
        { provideCodeActions: (document, range) => this.fixesAt(document, range) },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
    );
  }

  dispose(): void {
    this.isEnded = true;
    clearTimeout(this.pause);
    this.subscriptions.dispose();
  }

  lookSoon(): void {
    this.isOld = true;
    if (this.isLooking || this.isEnded) return;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.look(), this.pauseMs);
  }

  private concerns(document: vscode.TextDocument): boolean {
    return this.found.has(document.uri.toString()) || isPlanFile(document.uri.path) || isProblemText(document);
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    this.isOld = false;
    const startedAt = performance.now();
    try {
      await this.lookAtOpen();
    } catch (error) {
      this.log.error(`The problems of checklists could not be found: ${messageOf(error)}`);
    }
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(PAUSE_MS, (performance.now() - startedAt) * SHARE_OF_TIME));
    this.isLooking = false;
    this.lookAgain();
  }

  /** Where something has changed while it was looked at. */
  private lookAgain(): void {
    if (this.isOld) this.lookSoon();
  }

  private async lookAtOpen(): Promise<void> {
    const documents = vscode.workspace.textDocuments.filter(
      (document) => isProblemText(document) && isOpen(document.uri),
    );
    const open = await this.statements.read(documents);
    const contradictions = await this.statements.contradictions(open);
    const found = new Map<string, FoundProblem[]>();
    for (const one of open) found.set(one.key, [...(await ownProblems(one)), ...(contradictions.get(one.key) ?? [])]);
    if (this.isEnded) return;
    for (const key of this.found.keys()) if (!found.has(key)) this.forget(key);
    for (const { key, document, version } of open) {
      // Of a text that was changed in the meantime the places are others; it is looked at again.
      if (document.isClosed || document.version !== version) continue;
      const problems = found.get(key) ?? [];
      this.found.set(key, { version, problems });
      this.shown.set(
        document.uri,
        problems.map((problem) => toDiagnostic(document, problem)),
      );
    }
  }

  private forget(key: string): void {
    this.found.delete(key);
    this.shown.delete(vscode.Uri.parse(key, true));
  }

  private fixesAt(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const known = this.found.get(document.uri.toString());
    return known?.version === document.version ? fixesOf(document, known.problems, range) : [];
  }
}

/** What is wrong with the comments of a text, and with what they bind. */
async function ownProblems({ document: { uri }, checklist }: OpenChecklist): Promise<FoundProblem[]> {
  const { problems } = checklist;
  if (!hasBindings(checklist)) return [...problems];
  const { planProblems } = await import('../../plansAndRuns.ts');
  return [...problems, ...(await planProblems(uri, checklist))];
}

import * as vscode from 'vscode';
import type { Checklist } from '../../../core/checklist/checklist.ts';
import type { NamedChecklist, Statement } from '../../../core/checklist/contradictions/statements.ts';
import { LineIndex } from '../../../core/text/lineIndex.ts';
import type { ChecklistFiles } from '../files/checklistFiles.ts';
import { nameOf } from '../ticking/editText.ts';
import type { FoundProblem } from './problemWords.ts';

/** A text in an editor, as it is at this moment. */
export interface OpenChecklist extends NamedChecklist {
  key: string;
  document: vscode.TextDocument;
  version: number;
}

/** What the checklists of the workspace state, each read once for as long as it stays as it is. */
export class TextStatements {
  private readonly known = new WeakMap<Checklist, { file: string; statements: Statement[] }>();

  constructor(private readonly files: ChecklistFiles) {}

  async read(documents: readonly vscode.TextDocument[]): Promise<OpenChecklist[]> {
    if (documents.length === 0) return [];
    const { readText } = await import('../reading.ts');
    return documents.map((document) => {
      const { uri, version } = document;
      const [key, text] = [uri.toString(), document.getText()];
      return { key, document, version, file: nameOf(uri), text, checklist: readText(key, text) };
    });
  }

  /** By the texts that are open: what another place of them, or of any checklist of the workspace, contradicts. */
  async contradictions(open: readonly OpenChecklist[]): Promise<ReadonlyMap<string, FoundProblem[]>> {
    const { statementsIn, compareStatements, contradictedIn, limitsAt } = await import('../reading.ts');
    const statementsOf = (named: NamedChecklist): Statement[] => {
      const { file, checklist } = named;
      const known = this.known.get(checklist);
      if (known?.file === file) return known.statements;
      const statements = statementsIn(named);
      this.known.set(checklist, { file, statements });
      return statements;
    };
    // Nobody searches the workspace for a text that states nothing.
    if (open.every((one) => statementsOf(one).length === 0)) return new Map();
    const all = [...open, ...(await this.closed(open))].sort((a, b) => (a.file < b.file ? -1 : 1));
    const texts = new Map(all.map(({ key, file, text }) => [file, { uri: vscode.Uri.parse(key, true), text }]));
    const found = compareStatements(all.flatMap(statementsOf));
    return new Map(
      open.map(({ key, file }) => [
        key,
        contradictedIn(file, found).map(({ problem, other }): FoundProblem => {
          const there = texts.get(other.file);
          if (there === undefined) return problem;
          const range = rangeIn(there.text, other.span);
          return { ...problem, related: { uri: there.uri, range, message: `It says ${limitsAt(other)} here` } };
        }),
      ]),
    );
  }

  private async closed(open: readonly OpenChecklist[]): Promise<(NamedChecklist & { key: string })[]> {
    const isOpen = new Set(open.map(({ key }) => key));
    return (await this.files.all())
      .filter(({ uri }) => !isOpen.has(uri))
      .map((node) => {
        const { uri: key, checklist } = node;
        return { key, file: nameOf(vscode.Uri.parse(key, true)), text: this.files.textOf(node), checklist };
      });
  }
}

function rangeIn(text: string, span: readonly [number, number]): vscode.Range {
  const { start, end } = new LineIndex(text).range(span);
  return new vscode.Range(start.line, start.column, end.line, end.column);
}

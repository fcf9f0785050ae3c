import type { TextDocument } from 'vscode-languageserver-textdocument';
import { parsePlan } from '../core/configs/plan/parsePlan.ts';
import type { Plan } from '../core/configs/plan/plan.ts';
import type { Problem } from '../core/problem.ts';
import { PLAN_LANGUAGE_ID, isPlanFile } from '../core/protocol/lsp.ts';
import { LineIndex } from '../core/text/lineIndex.ts';

export interface ParsedDocument {
  version: number;
  plan: Plan | undefined;
  problems: readonly Problem[];
  lines: LineIndex;
}

/** Parses each version of a document once, whichever feature asks first. An instance, so that tests need no reset. */
export class ParsedDocuments {
  private readonly parsed = new Map<string, ParsedDocument>();

  /** Undefined for a document that is no plan. */
  get(document: TextDocument): ParsedDocument | undefined {
    if (document.languageId !== PLAN_LANGUAGE_ID && !isPlanFile(document.uri)) return undefined;
    const known = this.parsed.get(document.uri);
    if (known?.version === document.version) return known;
    const text = document.getText();
    const { plan, problems } = parsePlan(text);
    const fresh = { version: document.version, plan, problems, lines: new LineIndex(text) };
    this.parsed.set(document.uri, fresh);
    return fresh;
  }

  forget(uri: string): void {
    this.parsed.delete(uri);
  }
}

import * as vscode from 'vscode';
import { runbookBlocks, type RunbookBlock } from '../../../core/checklist/runbook/runbookBlocks.ts';
import { UserError } from '../../../core/errors.ts';
import { MARKDOWN_LANGUAGE_ID } from '../mayHaveItems.ts';

/** A block with the document that it is part of, as the text is in this moment. */
export interface ChosenBlock {
  document: vscode.TextDocument;
  blocks: readonly RunbookBlock[];
  block: RunbookBlock;
}

/**
 * The block that a lens names by its document, id and words, else the one at the cursor. What a lens runs is what stood
 * below it: it may be older than the text for a moment. Throws a `UserError`.
 */
export async function chosenBlock([uri, id, code]: readonly unknown[]): Promise<ChosenBlock> {
  if (uri instanceof vscode.Uri && typeof id === 'string') {
    const document = await vscode.workspace.openTextDocument(uri);
    const blocks = await blocksOf(document);
    const block = blocks.find((one) => one.id === id);
    if (block === undefined) {
      throw new UserError(`${nameOf(uri)} has no block of commands "${id}" any more. Nothing was run.`);
    }
    if (typeof code === 'string' && block.code !== code) {
      throw new UserError(`"${block.title}" of ${nameOf(uri)} was changed in this moment. Nothing was run; try again.`);
    }
    return { document, blocks, block };
  }
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== MARKDOWN_LANGUAGE_ID || editor.document.uri.scheme !== 'file') {
    throw new UserError('Open a Markdown file that is saved, and put the cursor into a block of commands.');
  }
  const { document, selection } = editor;
  const blocks = await blocksOf(document);
  const offset = document.offsetAt(selection.active);
  const block = blocks.find(({ span: [from, to] }) => from <= offset && offset <= to);
  if (block === undefined) {
    throw new UserError(
      `Line ${selection.active.line + 1} of ${nameOf(document.uri)} is in no block of commands. Put the cursor into one that begins with \`\`\`bash, sh, shell, zsh, console or powershell.`,
    );
  }
  return { document, blocks, block };
}

export async function blocksOf(document: vscode.TextDocument): Promise<RunbookBlock[]> {
  const { readText } = await import('../reading.ts');
  return runbookBlocks(readText(document.uri.toString(), document.getText()).shellBlocks);
}

export function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { hasTellingKey, mayBeK6Script } from '../../core/configs/worthReading.ts';
import { PLAN_GLOB } from '../../core/protocol/lsp.ts';

const SCRIPTS = '**/*.{yml,yaml,json,js,ts,mjs,cjs,mts,cts}';
/** Where people keep what others have written, and where runs go. */
const EXCLUDED = '**/{node_modules,.git,dist,out,build,vendor,headroom-results,.vscode-test*}/**';
const MOST_SCRIPTS = 5000;
/** As much as decides whether a text is worth a parser. */
const START_BYTES = 64 * 1024;
/** Files that are looked at together before the editor gets its turn. */
const BATCH = 32;

/** Files that hold tests, or may: plans by their names, scripts by their first words. The server decides in the end. */
export async function findTestFiles(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const plans = await vscode.workspace.findFiles(PLAN_GLOB, EXCLUDED, undefined, token);
  // What runs is a file, and a program on this machine runs it.
  const found = new Map(plans.filter(({ scheme }) => scheme === 'file').map((uri) => [uri.toString(), uri]));
  const others = await vscode.workspace.findFiles(SCRIPTS, EXCLUDED, MOST_SCRIPTS, token);
  const files = others.filter((uri) => uri.scheme === 'file' && !found.has(uri.toString()));
  for (let at = 0; at < files.length && !token.isCancellationRequested; at += BATCH) {
    const batch = files.slice(at, at + BATCH);
    const worth = await Promise.all(batch.map(isWorthReading));
    for (const [index, uri] of batch.entries()) if (worth[index] === true) found.set(uri.toString(), uri);
  }
  return [...found.values()];
}

async function isWorthReading({ fsPath }: vscode.Uri): Promise<boolean> {
  const start = await startOf(fsPath);
  return /\.[cm]?[jt]s$/.test(fsPath) ? mayBeK6Script(start) : hasTellingKey(start);
}

/** Empty for a file that cannot be read: there is nothing to run in it. */
async function startOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(START_BYTES) });
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  } finally {
    await handle.close();
  }
}

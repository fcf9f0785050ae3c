import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vscode from 'vscode';

export interface Token {
  text: string;
  /** From the outermost to the innermost. */
  scopes: string[];
}

interface Contribution {
  scopeName: string;
  path: string;
  injectTo?: string[];
}

/** The parts that are used of the two packages that the editor itself tokenizes with. */
interface Textmate {
  Registry: new (options: object) => { loadGrammar(scope: string): Promise<Grammar | null> };
  parseRawGrammar(content: string, file: string): unknown;
  INITIAL: object;
}
interface Grammar {
  tokenizeLine(
    line: string,
    state: object,
  ): { tokens: { startIndex: number; endIndex: number; scopes: string[] }[]; ruleStack: object };
}
interface Oniguruma {
  loadWASM(data: ArrayBuffer): Promise<void>;
  createOnigScanner(patterns: string[]): object;
  createOnigString(text: string): object;
}

/** Tokens as the editor makes them: its tokenizer, and the grammars of all installed extensions. */
export async function tokenize(scopeName: string, text: string): Promise<Token[] | undefined> {
  const modules = path.join(vscode.env.appRoot, 'node_modules');
  if (!fs.existsSync(path.join(modules, 'vscode-textmate'))) return undefined;
  const load = createRequire(path.join(modules, 'index.js'));
  const textmate = load('vscode-textmate') as Textmate;
  const oniguruma = load('vscode-oniguruma') as Oniguruma;
  const wasm = fs.readFileSync(path.join(modules, 'vscode-oniguruma', 'release', 'onig.wasm'));
  await oniguruma.loadWASM(new Uint8Array(wasm).buffer);

  const contributions = vscode.extensions.all.flatMap(({ extensionPath, packageJSON }) => {
    const { contributes } = packageJSON as { contributes?: { grammars?: Contribution[] } };
    return (contributes?.grammars ?? []).map((grammar) => ({
      ...grammar,
      path: path.join(extensionPath, grammar.path),
    }));
  });
  const registry = new textmate.Registry({
    onigLib: Promise.resolve(oniguruma),
    loadGrammar: (scope: string) => {
      const found = contributions.find((grammar) => grammar.scopeName === scope);
      return Promise.resolve(found ? textmate.parseRawGrammar(fs.readFileSync(found.path, 'utf8'), found.path) : null);
    },
    getInjections: (scope: string) =>
      contributions.filter(({ injectTo }) => injectTo?.includes(scope)).map((grammar) => grammar.scopeName),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (!grammar) throw new Error(`No grammar for ${scopeName}.`);

  const tokens: Token[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split(/\r?\n/)) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    tokens.push(
      ...result.tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes })),
    );
  }
  return tokens;
}

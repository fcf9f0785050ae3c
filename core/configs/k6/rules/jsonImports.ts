import { spanOf, type Node, type StringLiteral } from '../parseScript.ts';
import type { K6Reader } from '../reader.ts';

/** Whether a module is a file of JSON, which k6 would read as JavaScript. */
export function isJsonFile(name: string): boolean {
  return /^(\.{1,2}|file:\/)?\/.*\.json$/i.test(name);
}

export function reportJsonImport(source: StringLiteral, statement: Node, reader: K6Reader): void {
  const reading = `JSON.parse(open(${reader.source.slice(...spanOf(source))}))`;
  const specifiers = statement.type === 'ImportDeclaration' ? statement.specifiers : [];
  const [only] = specifiers.length === 1 ? specifiers : [];
  const isWhole = only?.type === 'ImportDefaultSpecifier' || only?.type === 'ImportNamespaceSpecifier';
  reader.report('k6-json-import', spanOf(source), source.value, reading);
  if (!isWhole) return;
  const text = `const ${only.local.name} = ${reading};`;
  reader.mend({ title: `Write \`${text}\``, edits: [{ span: spanOf(statement), text }] });
}

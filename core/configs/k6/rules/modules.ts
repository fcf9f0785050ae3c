import type { Fix } from '../../../problem.ts';
import { requiredModule } from '../bindings.ts';
import { isJsonFile, reportJsonImport } from './jsonImports.ts';
import { FORMER_MODULES, K6_MODULES, TYPE_MODULES, type FormerModule } from '../k6Modules.ts';
import { spanOf, type Node, type Program, type ScriptLanguage, type StringLiteral } from '../parseScript.ts';
import type { K6Reader } from '../reader.ts';
import { walk } from '../walk.ts';

/** Modules of k6 that are imported at the top of the script and are not there. */
export function checkModules(program: Program, language: ScriptLanguage, reader: K6Reader): void {
  for (const statement of program.body) {
    for (const source of modulesOf(statement)) {
      const isLeftOut = language === 'typescript' && !isKnown(source.value) && isForTypesOnly(statement, program);
      if (!isLeftOut) checkModule(source, statement, language, reader);
    }
  }
}

/** TypeScript leaves out an import of which only types are used. */
function isForTypesOnly(statement: Node, program: Program): boolean {
  if (statement.type !== 'ImportDeclaration' || statement.specifiers.length === 0) return false;
  const names = new Set(statement.specifiers.map(({ local }) => local.name));
  let isUsed = false;
  walk(program, ({ node, ancestors }) => {
    if (node.type === 'Identifier' && names.has(node.name) && ancestors[1] !== statement) isUsed = true;
  });
  return !isUsed;
}

function isKnown(name: string): boolean {
  return !/^k6(\/|$)/.test(name) || name.startsWith('k6/x/') || K6_MODULES.includes(name);
}

function modulesOf(statement: Node): StringLiteral[] {
  switch (statement.type) {
    case 'ImportDeclaration':
      return statement.importKind === 'type' ? [] : [statement.source];
    case 'ExportAllDeclaration':
      return [statement.source];
    case 'ExportNamedDeclaration':
      return statement.source ? [statement.source] : [];
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ init }) => (init ? requiredSource(init) : []));
    default:
      return [];
  }
}

function requiredSource(node: Node): StringLiteral[] {
  if (node.type === 'MemberExpression') return requiredSource(node.object);
  const [first] = node.type === 'CallExpression' && requiredModule(node) !== undefined ? node.arguments : [];
  return first?.type === 'StringLiteral' ? [first] : [];
}

function checkModule(source: StringLiteral, statement: Node, language: ScriptLanguage, reader: K6Reader): void {
  const { value: name } = source;
  if (isJsonFile(name)) return reportJsonImport(source, statement, reader);
  const former = Object.hasOwn(FORMER_MODULES, name) ? FORMER_MODULES[name] : undefined;
  if (former) {
    reader.report('k6-removed-module', spanOf(source), name, former.remedy);
    reader.mend(mendOf(former, source, statement, reader));
    return;
  }
  if (isKnown(name)) return;
  if (TYPE_MODULES.includes(name)) {
    const remedy = language === 'typescript' ? 'Write `import type`.' : 'Remove the import.';
    reader.report('k6-unknown-module', spanOf(source), name, undefined, `It has only types. ${remedy}`);
    if (language === 'javascript') reader.mend(removalOf(statement, reader));
    return;
  }
  const suggestion = reader.suggest(name, K6_MODULES);
  reader.report('k6-unknown-module', spanOf(source), name, suggestion, 'Extensions begin with `k6/x/`.');
  const mend = suggestion === undefined ? undefined : replaceModule(source, suggestion, reader);
  reader.mend(mend && { ...mend, isGuess: true });
}

function mendOf(
  { successor, isGlobal }: FormerModule,
  source: StringLiteral,
  statement: Node,
  reader: K6Reader,
): Fix | undefined {
  const mend = successor === undefined ? undefined : replaceModule(source, successor, reader);
  // What is imported from there may have another form now.
  if (mend) return { ...mend, isGuess: true };
  const isRemovable =
    isGlobal &&
    statement.type === 'ImportDeclaration' &&
    statement.specifiers.every(
      (one) =>
        one.type === 'ImportSpecifier' && one.imported.type === 'Identifier' && one.imported.name === one.local.name,
    );
  return isRemovable ? removalOf(statement, reader) : undefined;
}

function removalOf(statement: Node, reader: K6Reader): Fix | undefined {
  if (statement.type !== 'ImportDeclaration') return undefined;
  const [start, end] = spanOf(statement);
  const isWholeLine = reader.source[end] === '\n';
  return { title: 'Remove the import', edits: [{ span: [start, isWholeLine ? end + 1 : end], text: '' }] };
}

function replaceModule(source: StringLiteral, name: string, reader: K6Reader): Fix | undefined {
  return reader.replaceText({ kind: 'text', value: source.value, span: spanOf(source) }, name);
}

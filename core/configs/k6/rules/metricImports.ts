import type { Fix } from '../../../problem.ts';
import type { Span } from '../../../text/span.ts';
import { lacksMetricClass, METRICS_MODULE } from '../metrics.ts';
import { spanOf, type ImportDeclaration, type ImportSpecifier, type Program } from '../parseScript.ts';
import type { K6Reader } from '../reader.ts';
import { isCertainlyRun, staticNameOf, walk } from '../walk.ts';

/** Classes of metrics that are imported from another module of k6, and made use of before the test starts. */
export function checkMetricImports(program: Program, reader: K6Reader): void {
  const imports = program.body.filter((statement) => statement.type === 'ImportDeclaration');
  for (const statement of imports) {
    const named = statement.specifiers.filter((one) => one.type === 'ImportSpecifier');
    const misplaced = named.filter((one) => lacksMetricClass(statement.source.value, nameOf(one)));
    const [first] = misplaced;
    if (!first || !isConstructed(program, new Set(misplaced.map(({ local }) => local.name)))) continue;
    reader.report('k6-metric-module', spanOf(first), misplaced.map(nameOf), statement.source.value);
    reader.mend(mendOf(statement, named, misplaced, reader.source));
  }
}

function nameOf({ imported }: ImportSpecifier): string {
  return staticNameOf(imported, false) ?? '';
}

function isConstructed(program: Program, names: ReadonlySet<string>): boolean {
  let isFound = false;
  walk(program, ({ node, ancestors }) => {
    const isUse = node.type === 'NewExpression' && node.callee.type === 'Identifier' && names.has(node.callee.name);
    isFound ||= isUse && isCertainlyRun(ancestors);
  });
  return isFound;
}

/** Another import for these, or another module where the import is for nothing else. */
function mendOf(
  { source: module, specifiers, ...statement }: ImportDeclaration,
  named: readonly ImportSpecifier[],
  misplaced: readonly ImportSpecifier[],
  source: string,
): Fix | undefined {
  const title = `Import from \`${METRICS_MODULE}\``;
  const [start, end] = spanOf(module);
  const written = source.charAt(start) + METRICS_MODULE + source.charAt(start);
  if (misplaced.length === specifiers.length) return { title, edits: [{ span: [start, end], text: written }] };
  const textOf = (some: readonly ImportSpecifier[]): string =>
    some.map((one) => source.slice(...spanOf(one))).join(', ');
  const [first, last] = [named[0], named.at(-1)];
  // `import k6, { Counter } from 'k6'` would be left with empty braces.
  if (!first || !last || named.length === misplaced.length || typeof statement.end !== 'number') return undefined;
  const list: Span = [spanOf(first)[0], spanOf(last)[1]];
  const text = `\nimport { ${textOf(misplaced)} } from ${written};`;
  return {
    title,
    edits: [
      { span: list, text: textOf(named.filter((one) => !misplaced.includes(one))) },
      { span: [statement.end, statement.end], text },
    ],
  };
}

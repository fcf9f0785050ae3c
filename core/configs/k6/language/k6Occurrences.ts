import type { FileLink, Occurrence } from '../../../language/languageDocument.ts';
import type { Span } from '../../../text/span.ts';
import type { ScriptParts } from '../scriptParts.ts';
import { parseSelector } from '../selector.ts';
import type { ObjectValue } from '../value.ts';
import { spanOf } from '../parseScript.ts';
import { walk } from '../walk.ts';
import { placesOf, spanInside } from './k6Place.ts';

type Kind = 'function' | 'metric' | 'scenario';

/**
 * What the options of a script name and where that is declared: functions of scenarios, metrics of the script, scenarios.
 * Code uses these names in ways that are not seen here, so none of them can be renamed.
 */
export function k6Occurrences(text: string, root: ObjectValue, parts: ScriptParts | undefined): Occurrence[] {
  const found: Occurrence[] = [];
  const add = (kind: Kind, name: string, span: Span, isDefinition: boolean): void => {
    found.push({ identity: `${kind}::${name}`, kind, name, span, isDefinition });
  };
  const inner = (span: Span, written: string, from = 0, to = written.length): Span =>
    spanInside(text, span, written, from, to);
  for (const { path, role, span, value } of placesOf(root)) {
    const name = path.at(-1) ?? '';
    if (role === 'key' && path[0] === 'scenarios' && path.length === 2) add('scenario', name, inner(span, name), true);
    if (role === 'key' && path[0] === 'thresholds' && path.length === 2) {
      for (const use of namesInSelector(name)) add(use.kind, use.name, inner(span, name, use.from, use.to), false);
    }
    const isExec = role === 'value' && path[0] === 'scenarios' && path.length === 3 && name === 'exec';
    if (isExec && value.kind === 'text') add('function', value.value, inner(span, value.value), false);
  }
  const used = new Set(found.map(({ identity }) => identity));
  for (const { name, span } of parts?.metrics.declared ?? []) add('metric', name, inner(span, name), true);
  for (const [name, span] of parts?.exports.functions ?? []) {
    if (used.has(`function::${name}`)) add('function', name, nameSpan(text, name, span), true);
  }
  const declared = new Set(found.flatMap(({ isDefinition, identity }) => (isDefinition ? identity : [])));
  return found.filter(({ identity }) => declared.has(identity)).sort((a, b) => a.span[0] - b.span[0]);
}

/** A default export is known by its two words. */
function nameSpan(text: string, name: string, [start, end]: Span): Span {
  const words = name === 'default' ? /^export\s+default/.exec(text.slice(start, end))?.[0] : undefined;
  return words === undefined ? [start, end] : [start, start + words.length];
}

interface Use {
  kind: Kind;
  name: string;
  from: number;
  to: number;
}

function namesInSelector(written: string): Use[] {
  const reading = parseSelector(written);
  if (!('selector' in reading)) return [];
  const { metric, tags } = reading.selector;
  const scenario = tags?.find(({ key }) => key === 'scenario')?.value ?? '';
  const at = new RegExp(`scenario["'\\s]*:["'\\s]*`).exec(written);
  const from = at ? at.index + at[0].length : -1;
  const isThere = scenario !== '' && from >= 0 && written.startsWith(scenario, from);
  return [
    { kind: 'metric', name: metric, from: 0, to: metric.length },
    ...(isThere ? [{ kind: 'scenario' as const, name: scenario, from, to: from + scenario.length }] : []),
  ];
}

/** Files that the script reads with `open('…')`. */
export function k6Links({ program }: ScriptParts): FileLink[] {
  const links: FileLink[] = [];
  walk(program, ({ node }) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'open') return;
    const [path] = node.arguments;
    if (path?.type !== 'StringLiteral' || /^([a-z]+:|\/)/i.test(path.value) || path.value === '') return;
    const [start, end] = spanOf(path);
    links.push({ span: [start + 1, end - 1], path: path.value });
  });
  return links;
}

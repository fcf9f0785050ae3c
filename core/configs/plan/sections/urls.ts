import { spanInScalar } from '../../yaml/scalarOffsets.ts';
import type { YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';
import type { Span } from '../../../text/span.ts';
import { isHttpUrl } from '../httpUrl.ts';
import { NO_REQUEST_NAMES, type ResolvedText } from '../interpolate.ts';
import type { Located } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import type { Template } from '../template.ts';

/** A URL that is complete before the run, or undefined. */
export function readUrl(reader: PlanReader, node: YamlNode | undefined, name: string): Located<string> | undefined {
  const leaf = reader.leaf(node, name, 'a URL such as http://127.0.0.1:8080');
  if (!leaf || node?.kind !== 'scalar') return undefined;
  return checkUrl(reader, node, leaf, 0) ? { value: leaf.text, span: leaf.span } : undefined;
}

/** A URL with names that get their values while the test runs. */
export function readUrlTemplate(reader: PlanReader, node: YamlNode | undefined, name: string): Template | undefined {
  const problemsBefore = reader.problems.length;
  const resolved = reader.template(node, name, NO_REQUEST_NAMES);
  if (!resolved || node?.kind !== 'scalar' || reader.problems.length > problemsBefore) return undefined;
  return checkUrl(reader, node, resolved, 0) ? resolved.template : undefined;
}

/**
 * Whether a text is a whole URL from the character `from` on; what it is not is reported. A fault of the whole value is
 * reported at the whole scalar with its quotes, as everywhere; a fault of a part at the characters of that part.
 */
export function checkUrl(
  reader: PlanReader,
  node: YamlScalar,
  resolved: Pick<ResolvedText, 'text' | 'spanOf'> & { template?: Template },
  from: number,
): boolean {
  const { text, spanOf } = resolved;
  const urlSpan = (): Span => (from === 0 ? node.span : spanOf(from, text?.length ?? from));
  if (text !== undefined && !/^https?:\/\//.test(text.slice(from))) {
    reader.report('bad-url', urlSpan(), text.slice(from));
    return false;
  }
  if (!hasSlashBehindTarget(reader, node, resolved, from)) return false;
  // Where a name has no value yet, the blanks that are written can be seen all the same.
  const seen = text ?? node.text.replace(/\$\{[^}]*\}/g, (name) => 'x'.repeat(name.length));
  const blank = /\s+/.exec(seen.slice(from));
  if (blank) {
    const at = from + blank.index;
    const end = at + blank[0].length;
    reader.report('url-blank', text === undefined ? spanInScalar(node, reader.source, at, end) : spanOf(at, end));
    return false;
  }
  if (text === undefined || isHttpUrl(text.slice(from))) return true;
  reader.report('bad-url', urlSpan(), text.slice(from));
  return false;
}

/** `${target}path` would make another host name of it. */
function hasSlashBehindTarget(
  reader: PlanReader,
  node: YamlScalar,
  { text, template }: { text?: string; template?: Template },
  from: number,
): boolean {
  const target = reader.scope.target;
  const written = /^\$\{\s*target\s*\}/.exec(node.text.slice(from));
  if (target === undefined || !written || target.endsWith('/')) return true;
  const first = template?.[0];
  const resolved = text ?? (first?.kind === 'text' ? first.text : '');
  const rest = resolved.slice(from + target.length);
  if (rest === '' || /^(?:[/?#\s]|:\d)/.test(rest)) return true;
  const behind = from + written[0].length;
  const piece = /^(?:\$\{[^}]*\}|[^\s$])+/.exec(node.text.slice(behind))?.[0] ?? '';
  reader.report('target-slash', spanInScalar(node, reader.source, behind, behind + piece.length), piece);
  return false;
}

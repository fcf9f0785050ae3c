import type { Span } from '../../../text/span.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import { isMapOrAbsent } from '../buildScope.ts';
import { isName } from '../interpolate.ts';
import type { PlanReader } from '../reader.ts';

/** What these stand for in `${…}` does not come from a variable. */
const TAKEN_NAMES: ReadonlySet<string> = new Set(['target', 'env', 'secrets']);

/** The names under the plan's `variables`; undefined when they could not be read. Their values are read by the scope. */
export function readVariableNames(reader: PlanReader, node: YamlNode | undefined): ReadonlySet<string> | undefined {
  const entries = reader.entries(node, 'variables');
  for (const { key, keySpan } of entries) checkVariableName(reader, key, keySpan);
  return isMapOrAbsent(node) ? new Set(entries.map(({ key }) => key)) : undefined;
}

/** Whether a name stands in `${…}` for what the plan or the run gives. */
export function isTakenName(name: string): boolean {
  return TAKEN_NAMES.has(name) || /^(?:env|secrets|data)\./.test(name);
}

/** Reports a name that no `${…}` can mean. */
export function checkVariableName(reader: PlanReader, name: string, span: Span): boolean {
  const isTaken = isTakenName(name);
  if (!isTaken && isName(name)) return true;
  reader.report('bad-variable-name', span, name, isTaken);
  return false;
}

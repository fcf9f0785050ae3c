import type { YamlNode } from '../../yaml/yamlNode.ts';
import type { RequestNames } from '../interpolate.ts';
import type { PlanReader } from '../reader.ts';
import type { Template } from '../template.ts';

/** What HTTP calls a token: no blanks, colons, brackets or letters beyond ASCII. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** `headers` of a test, a request or `defaults`. */
export function readHeaders(
  reader: PlanReader,
  node: YamlNode | undefined,
  names: RequestNames,
): Record<string, Template> {
  const headers: Record<string, Template> = {};
  for (const entry of reader.entries(node, 'headers')) {
    if (!HEADER_NAME.test(entry.key)) {
      reader.report('bad-header-name', entry.keySpan, entry.key);
      continue;
    }
    const value = reader.template(entry.value, entry.key, names);
    if (value) headers[entry.key] = value.template;
  }
  return headers;
}

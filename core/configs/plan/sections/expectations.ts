import type { YamlNode } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { isName } from '../interpolate.ts';
import { readPattern } from '../leaves.ts';
import { isJsonPath } from '../jsonPath.ts';
import { expectModel } from '../model.ts';
import type { Capture, Expectation } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import { isTakenName } from './variables.ts';

const HTTP_STATUS = 'an HTTP status from 100 to 599';

/** `expect` of a request. */
export function readExpectation(reader: PlanReader, node: YamlNode | undefined): Expectation {
  const fields = node && Fields.of(reader, node, expectModel, '`expect`', node.span);
  if (!fields) return {};
  const status = fields.node('status');
  const statuses = status?.kind === 'sequence' ? reader.someItems(status, 'status') : status ? [status] : [];
  const read = statuses.flatMap((item) => {
    const leaf = reader.leaf(item, 'status', HTTP_STATUS);
    if (!leaf) return [];
    if (/^[1-5]\d\d$/.test(leaf.text.trim())) return [Number(leaf.text)];
    reader.report('bad-number', leaf.span, 'status', leaf.text, HTTP_STATUS);
    return [];
  });
  const matches = readPattern(reader, fields.node('matches'), 'matches');
  return { ...(read.length > 0 ? { status: read } : {}), ...(matches === undefined ? {} : { matches }) };
}

/** `capture` of a request: name -> where the value is found in the response. */
export function readCaptures(reader: PlanReader, node: YamlNode | undefined): Record<string, Capture> {
  const captures: Record<string, Capture> = {};
  for (const entry of reader.entries(node, 'capture')) {
    const isTaken = isTakenName(entry.key) || reader.scope.secrets.has(entry.key);
    if (isTaken || !isName(entry.key)) reader.report('bad-capture-name', entry.keySpan, entry.key, isTaken);
    const leaf = reader.text(entry.value, entry.key, 'a JSON path, header:name or /pattern/');
    if (!leaf) continue;
    const capture = parseCapture(leaf.value);
    if (capture) captures[entry.key] = capture;
    else reader.report('bad-capture', leaf.span, leaf.value);
  }
  return captures;
}

function parseCapture(text: string): Capture | undefined {
  if (isJsonPath(text)) return { kind: 'json', path: text };
  const header = /^header:\s*([\w-]+)$/.exec(text);
  if (header?.[1] !== undefined) return { kind: 'header', name: header[1].toLowerCase() };
  const pattern = /^\/(.+)\/$/s.exec(text)?.[1];
  if (pattern === undefined) return undefined;
  try {
    new RegExp(pattern);
    return { kind: 'regex', pattern };
  } catch {
    return undefined;
  }
}

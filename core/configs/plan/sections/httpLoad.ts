import type { YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { readKeys } from '../keys.ts';
import { requestModel } from '../model.ts';
import type { HttpLoad, HttpRequest, JsonTemplate } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import { NOTHING_CAPTURED, type CapturedNames } from '../interpolate.ts';
import type { Template } from '../template.ts';
import { readCaptures, readExpectation } from './expectations.ts';
import { readHeaders } from './headers.ts';
import { readRequestLine } from './requestLine.ts';

export interface HttpDefaults {
  headers: Record<string, Template>;
  timeoutMs: number;
}

type ReadRequests = Pick<HttpLoad, 'requests' | 'requestNames'> & { captured: CapturedNames };

/** The requests of a test: `requests`, or the single `request`. */
export function readRequests(reader: PlanReader, node: YamlNode | undefined): ReadRequests {
  const nodes = reader.someItems(node, 'requests');
  const isWeighted = nodes.some((item) => keyOf(item, 'weight') !== undefined);
  // Drawn by weight, any request may come first; in a flow only what earlier requests captured has a value.
  const captured = capturedNames(isWeighted ? nodes : []);
  const names = new Set<string>();
  const allNames: string[] = [];
  let namesAreKnown = node === undefined || node.kind === 'sequence';
  const requests = nodes.flatMap((item, index) => {
    const fields = Fields.of(reader, item, requestModel, `Request ${index + 1}`, item.span);
    if (!fields) {
      namesAreKnown = false;
      captured.isComplete = false;
      return [];
    }
    const line = readRequestLine(reader, fields.node('request'), captured);
    const name = fields.text('name');
    if (name && names.has(name.value)) reader.report('duplicate-name', name.span, 'request', name.value);
    if (name) names.add(name.value);
    if (!name && (fields.has('name') || !line)) namesAreKnown = false;
    const weight = fields.number('weight', 0)?.value;
    const request = {
      name: name?.value ?? line?.label ?? String(index + 1),
      span: item.span,
      headers: readHeaders(reader, fields.node('headers'), captured),
      body: readBody(reader, fields.node('body'), captured),
      weight: isWeighted ? (weight ?? 1) : undefined,
      thinkMs: fields.duration('think')?.value,
      expect: readExpectation(reader, fields.node('expect')),
      capture: readCaptures(reader, fields.node('capture')),
    };
    addCaptured(captured, item);
    allNames.push(request.name);
    return line ? [{ ...request, method: line.method, url: line.url }] : [];
  });
  return { requests, requestNames: namesAreKnown ? allNames : undefined, captured };
}

export function readSingleRequest(reader: PlanReader, node: YamlNode): ReadRequests {
  const line = readRequestLine(reader, node, NOTHING_CAPTURED);
  if (!line) return { requests: [], requestNames: undefined, captured: NOTHING_CAPTURED };
  const { method, url, label: name } = line;
  const request = { name, span: node.span, method, url, headers: {}, expect: {}, capture: {} };
  return { requests: [request], requestNames: [name], captured: NOTHING_CAPTURED };
}

export function makeHttpLoad(
  reader: PlanReader,
  { captured, requests, requestNames }: ReadRequests,
  headersNode: YamlNode | undefined,
  timeoutMs: number | undefined,
  defaults: HttpDefaults,
): HttpLoad {
  return {
    requests,
    requestNames,
    headers: { ...defaults.headers, ...readHeaders(reader, headersNode, captured) },
    timeoutMs: timeoutMs ?? defaults.timeoutMs,
  };
}

/** The value of a key of a request, also of a misspelt one, as `Fields` reads it. */
function keyOf(node: YamlNode, key: 'weight' | 'capture'): YamlNode | undefined {
  return node.kind === 'map' ? readKeys(node, requestModel).entries.get(key)?.value : undefined;
}

function capturedNames(requests: readonly YamlNode[]): { names: Set<string>; isComplete: boolean } {
  const captured = { names: new Set<string>(), isComplete: true };
  for (const request of requests) addCaptured(captured, request);
  return captured;
}

function addCaptured(captured: { names: Set<string>; isComplete: boolean }, request: YamlNode): void {
  const capture = request.kind === 'map' ? keyOf(request, 'capture') : request;
  if (capture?.kind === 'map') for (const { key } of capture.entries) captured.names.add(key);
  else if (capture !== undefined) captured.isComplete = false;
}

function readBody(
  reader: PlanReader,
  node: YamlNode | undefined,
  captured: CapturedNames,
): HttpRequest['body'] | undefined {
  if (!node) return undefined;
  if (node.kind === 'scalar') {
    const text = reader.template(node, 'body', captured);
    return text && { kind: 'text', text: text.template };
  }
  return { kind: 'json', value: readJson(reader, node, captured) };
}

function readJson(reader: PlanReader, node: YamlNode, captured: CapturedNames): JsonTemplate {
  switch (node.kind) {
    case 'sequence':
      return node.items.map((item) => readJson(reader, item, captured));
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, readJson(reader, entry.value, captured)]));
    case 'scalar':
      return typeof node.value === 'string' ? readJsonText(reader, node, captured) : node.value;
  }
}

/** A value that is one `${name}` takes the type of what stands in for it: `"${item}"` with item 42 is the number 42. */
function readJsonText(reader: PlanReader, node: YamlScalar, captured: CapturedNames): JsonTemplate {
  // An empty template would be taken for an empty list.
  if (node.text === '') return [{ kind: 'text', text: '' }];
  const resolved = reader.template(node, 'body', captured);
  const isOneName = /^\$\{[^{}]*\}$/.test(node.text);
  if (isOneName && resolved?.text !== undefined && /^(true|false|null|-?\d+(\.\d+)?)$/.test(resolved.text)) {
    return JSON.parse(resolved.text) as number | boolean | null;
  }
  if (!resolved) return null;
  return resolved.template.length === 0 ? [{ kind: 'text', text: '' }] : resolved.template;
}

import type { YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';
import { Fields, findEntry } from '../fields.ts';
import { requestModel } from '../model.ts';
import type { HttpLoad, HttpRequest, JsonTemplate } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import type { Template } from '../template.ts';
import { isHttpUrl } from '../httpUrl.ts';
import { readCaptures, readExpectation } from './expectations.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export interface HttpDefaults {
  headers: Record<string, Template>;
  timeoutMs: number;
}

type ReadRequests = Pick<HttpLoad, 'requests' | 'requestNames'>;

/** The requests of a test: `requests`, or the single `request`. */
export function readRequests(reader: PlanReader, nodes: readonly YamlNode[]): ReadRequests {
  const isWeighted = nodes.some((node) => keyOf(node, 'weight') !== undefined);
  // Drawn by weight, any request may come first; in a flow only what earlier requests captured has a value.
  const captured = new Set<string>(isWeighted ? nodes.flatMap(capturedNames) : []);
  const names = new Set<string>();
  const allNames: string[] = [];
  const requests = nodes.flatMap((node, index) => {
    const fields = Fields.of(reader, node, requestModel, `Request ${index + 1}`, node.span);
    if (!fields) return [];
    const line = readRequestLine(reader, fields.node('request'), captured);
    const name = fields.text('name');
    if (name && names.has(name.value)) reader.report('duplicate-name', name.span, 'request', name.value);
    if (name) names.add(name.value);
    const weight = fields.number('weight', 0)?.value;
    const request = {
      name: name?.value ?? line?.label ?? String(index + 1),
      span: node.span,
      headers: reader.templates(fields.node('headers'), 'headers', captured),
      body: readBody(reader, fields.node('body'), captured),
      weight: isWeighted ? (weight ?? 1) : undefined,
      thinkMs: fields.duration('think')?.value,
      expect: readExpectation(reader, fields.node('expect')),
      capture: readCaptures(reader, fields.node('capture')),
    };
    for (const captureName of capturedNames(node)) captured.add(captureName);
    allNames.push(request.name);
    return line ? [{ ...request, method: line.method, url: line.url }] : [];
  });
  return { requests, requestNames: allNames };
}

export function readSingleRequest(reader: PlanReader, node: YamlNode): ReadRequests {
  const line = readRequestLine(reader, node, new Set());
  if (!line) return { requests: [], requestNames: [] };
  const { method, url, label: name } = line;
  const request = { name, span: node.span, method, url, headers: {}, expect: {}, capture: {} };
  return { requests: [request], requestNames: [name] };
}

export function makeHttpLoad(
  reader: PlanReader,
  read: ReadRequests,
  headersNode: YamlNode | undefined,
  timeoutMs: number | undefined,
  defaults: HttpDefaults,
): HttpLoad {
  const captured = new Set(read.requests.flatMap((request) => Object.keys(request.capture)));
  return {
    ...read,
    headers: { ...defaults.headers, ...reader.templates(headersNode, 'headers', captured) },
    timeoutMs: timeoutMs ?? defaults.timeoutMs,
  };
}

/** The value of a key of a request, also of a misspelt one, as `Fields` reads it. */
function keyOf(node: YamlNode, key: 'weight' | 'capture'): YamlNode | undefined {
  return node.kind === 'map' ? findEntry(node, key, Object.keys(requestModel.shape))?.value : undefined;
}

function capturedNames(node: YamlNode): string[] {
  const capture = keyOf(node, 'capture');
  return capture?.kind === 'map' ? capture.entries.map((entry) => entry.key) : [];
}

/** `GET ${target}/path`. The label is the line without the target, for tables. */
function readRequestLine(
  reader: PlanReader,
  node: YamlNode | undefined,
  captured: ReadonlySet<string>,
): { method: string; url: Template; label: string } | undefined {
  const problemsBefore = reader.problems.length;
  const line = reader.template(node, 'request', captured);
  if (!line || !node || reader.problems.length > problemsBefore) return undefined;
  const written = node.kind === 'scalar' ? node.text : '';
  const match = /^([A-Za-z]+)[ \t]+(?=\S)/.exec(written);
  if (!match) {
    reader.report('bad-request', line.span, written, /^\S*$/.test(written) ? 'it has no method' : 'it has no URL');
    return undefined;
  }
  const method = match[1] ?? '';
  if (!METHODS.includes(method)) {
    const why = METHODS.includes(method.toUpperCase())
      ? `the method is written ${method.toUpperCase()}`
      : `${method} is no method of HTTP`;
    reader.report('bad-request', line.spanOf(0, method.length), written, why);
    return undefined;
  }
  const url = line.template.map((part, index) =>
    index === 0 && part.kind === 'text' ? { ...part, text: part.text.slice(match[0].length) } : part,
  );
  if (line.text !== undefined) {
    const text = line.text.slice(match[0].length);
    if (!isHttpUrl(text)) {
      reader.report('bad-url', line.spanOf(match[0].length, line.text.length), text);
      return undefined;
    }
  }
  const label = `${method} ${written.slice(match[0].length).replace(/^\$\{\s*target\s*\}(?=\/)/, '')}`;
  return { method, url, label };
}

function readBody(
  reader: PlanReader,
  node: YamlNode | undefined,
  captured: ReadonlySet<string>,
): HttpRequest['body'] | undefined {
  if (!node) return undefined;
  if (node.kind === 'scalar') {
    const text = reader.template(node, 'body', captured);
    return text && { kind: 'text', text: text.template };
  }
  return { kind: 'json', value: readJson(reader, node, captured) };
}

function readJson(reader: PlanReader, node: YamlNode, captured: ReadonlySet<string>): JsonTemplate {
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
function readJsonText(reader: PlanReader, node: YamlScalar, captured: ReadonlySet<string>): JsonTemplate {
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

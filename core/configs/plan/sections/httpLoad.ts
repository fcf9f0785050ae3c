import type { YamlNode } from '../../yaml/yamlNode.ts';
import { Fields, findEntry } from '../fields.ts';
import { requestModel } from '../model.ts';
import type { HttpLoad } from '../plan.ts';
import type { PlanReader, RequestNames } from '../reader.ts';
import type { Template } from '../template.ts';
import { isHttpUrl } from '../httpUrl.ts';
import { readCaptures, readExpectation } from './expectations.ts';
import type { HttpSettings } from './httpSettings.ts';
import { readBody } from './requestBody.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export interface HttpDefaults {
  headers: Record<string, Template>;
  timeoutMs: number;
}

type ReadRequests = Pick<HttpLoad, 'requests' | 'requestNames'>;

/** The requests of a test: `requests`, or the single `request`. */
export function readRequests(
  reader: PlanReader,
  nodes: readonly YamlNode[],
  { columns, maxRedirects }: HttpSettings,
): ReadRequests {
  const isWeighted = nodes.some((node) => keyOf(node, 'weight') !== undefined);
  // Drawn by weight, any request may come first; in a flow only what earlier requests captured has a value.
  const captured = new Set<string>(isWeighted ? nodes.flatMap(capturedNames) : []);
  const names: RequestNames = { captured, data: columns };
  const taken = new Set<string>();
  const allNames: string[] = [];
  const requests = nodes.flatMap((node, index) => {
    const fields = Fields.of(reader, node, requestModel, `Request ${index + 1}`, node.span);
    if (!fields) return [];
    const line = readRequestLine(reader, fields.node('request'), names);
    const name = fields.text('name');
    if (name && taken.has(name.value)) reader.report('duplicate-name', name.span, 'request', name.value);
    if (name) taken.add(name.value);
    const weight = fields.number('weight', 0)?.value;
    const request = {
      name: name?.value ?? line?.label ?? String(index + 1),
      span: node.span,
      headers: reader.templates(fields.node('headers'), 'headers', names),
      body: readBody(reader, fields, names),
      maxRedirects: fields.count('redirects', 0)?.value ?? maxRedirects,
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

export function readSingleRequest(
  reader: PlanReader,
  node: YamlNode,
  { columns, maxRedirects }: HttpSettings,
): ReadRequests {
  const line = readRequestLine(reader, node, { captured: new Set(), data: columns });
  if (!line) return { requests: [], requestNames: [] };
  const { method, url, label: name } = line;
  const request = { name, span: node.span, method, url, headers: {}, maxRedirects, expect: {}, capture: {} };
  return { requests: [request], requestNames: [name] };
}

export function makeHttpLoad(
  reader: PlanReader,
  read: ReadRequests,
  headersNode: YamlNode | undefined,
  settings: HttpSettings,
  defaults: HttpDefaults,
): HttpLoad {
  const captured = new Set(read.requests.flatMap((request) => Object.keys(request.capture)));
  const { columns, timeoutMs, cookies, data, tls } = settings;
  const own = reader.templates(headersNode, 'headers', { captured, data: columns });
  return {
    ...read,
    headers: { ...defaults.headers, ...own },
    timeoutMs: timeoutMs ?? defaults.timeoutMs,
    cookies,
    data,
    tls,
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
  names: RequestNames,
): { method: string; url: Template; label: string } | undefined {
  const problemsBefore = reader.problems.length;
  const line = reader.template(node, 'request', names);
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

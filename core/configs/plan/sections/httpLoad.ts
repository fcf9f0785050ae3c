import type { YamlNode } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { readKeys } from '../keys.ts';
import { requestModel } from '../model.ts';
import type { HttpLoad } from '../plan.ts';
import type { PlanReader } from '../reader.ts';
import { NOTHING_CAPTURED, type CapturedNames, type RequestNames } from '../interpolate.ts';
import type { Template } from '../template.ts';
import { readCaptures, readExpectation } from './expectations.ts';
import { readHeaders } from './headers.ts';
import type { HttpSettings } from './httpSettings.ts';
import { readBody } from './requestBody.ts';
import { readRequestLine } from './requestLine.ts';

export interface HttpDefaults {
  headers: Record<string, Template>;
  timeoutMs: number;
}

type ReadRequests = Pick<HttpLoad, 'requests' | 'requestNames'> & { captured: CapturedNames };

/** The requests of a test: `requests`, or the single `request`. */
export function readRequests(
  reader: PlanReader,
  single: YamlNode | undefined,
  list: YamlNode | undefined,
  settings: HttpSettings,
): ReadRequests {
  const flow = readFlow(reader, list, settings);
  if (!single) return flow;
  const one = readSingleRequest(reader, single, settings);
  // Both at once are a fault of their own; checks may then name the requests of either.
  const requestNames = one.requestNames && flow.requestNames && [...one.requestNames, ...flow.requestNames];
  return { ...one, requestNames, captured: flow.captured };
}

function readFlow(
  reader: PlanReader,
  node: YamlNode | undefined,
  { columns, maxRedirects }: HttpSettings,
): ReadRequests {
  const nodes = reader.someItems(node, 'requests');
  const isWeighted = nodes.some((item) => keyOf(item, 'weight') !== undefined);
  // Drawn by weight, any request may come first; in a flow only what earlier requests captured has a value.
  const captured = capturedNames(isWeighted ? nodes : []);
  const names: RequestNames = { captured, data: columns };
  const taken = new Set<string>();
  const allNames: string[] = [];
  let someAreDrawn = !isWeighted;
  let namesAreKnown = node === undefined || node.kind === 'sequence';
  const requests = nodes.flatMap((item, index) => {
    const fields = Fields.of(reader, item, requestModel, `Request ${index + 1}`, item.span);
    if (!fields) {
      namesAreKnown = false;
      captured.isComplete = false;
      someAreDrawn = true;
      return [];
    }
    const line = readRequestLine(reader, fields.node('request'), names);
    const name = fields.text('name');
    if (name && taken.has(name.value)) reader.report('duplicate-name', name.span, 'request', name.value);
    if (name) taken.add(name.value);
    if (!name && (fields.has('name') || !line)) namesAreKnown = false;
    const weight = fields.number('weight', 0)?.value;
    if (!fields.has('weight') || weight !== 0) someAreDrawn = true;
    const request = {
      name: name?.value ?? line?.label ?? String(index + 1),
      span: item.span,
      headers: readHeaders(reader, fields.node('headers'), names),
      body: readBody(reader, fields, names),
      maxRedirects: fields.count('redirects', 0)?.value ?? maxRedirects,
      weight: isWeighted ? (weight ?? 1) : undefined,
      thinkMs: fields.duration('think')?.value,
      expect: readExpectation(reader, fields.node('expect')),
      capture: readCaptures(reader, fields.node('capture')),
    };
    addCaptured(captured, item);
    allNames.push(request.name);
    return line ? [{ ...request, method: line.method, url: line.url }] : [];
  });
  const weightSpan = nodes.map((item) => keyOf(item, 'weight')?.span).find((span) => span !== undefined);
  if (!someAreDrawn && weightSpan) reader.report('weights-zero', weightSpan);
  return { requests, requestNames: namesAreKnown ? allNames : undefined, captured };
}

function readSingleRequest(reader: PlanReader, node: YamlNode, { columns, maxRedirects }: HttpSettings): ReadRequests {
  const line = readRequestLine(reader, node, { captured: NOTHING_CAPTURED, data: columns });
  if (!line) return { requests: [], requestNames: undefined, captured: NOTHING_CAPTURED };
  const { method, url, label: name } = line;
  const request = { name, span: node.span, method, url, headers: {}, maxRedirects, expect: {}, capture: {} };
  return { requests: [request], requestNames: [name], captured: NOTHING_CAPTURED };
}

export function makeHttpLoad(
  reader: PlanReader,
  { captured, requests, requestNames }: ReadRequests,
  headersNode: YamlNode | undefined,
  settings: HttpSettings,
  defaults: HttpDefaults,
): HttpLoad {
  const { columns, timeoutMs, cookies, data, tls } = settings;
  return {
    requests,
    requestNames,
    headers: { ...defaults.headers, ...readHeaders(reader, headersNode, { captured, data: columns }) },
    timeoutMs: timeoutMs ?? defaults.timeoutMs,
    cookies,
    data,
    tls,
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

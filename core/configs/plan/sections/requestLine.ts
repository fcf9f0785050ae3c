import type { YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';
import type { RequestNames } from '../interpolate.ts';
import type { PlanReader } from '../reader.ts';
import type { Template } from '../template.ts';
import { checkUrl } from './urls.ts';

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export interface RequestLine {
  method: string;
  url: Template;
  /** The line without the target, for tables. */
  label: string;
}

/** `GET ${target}/path`. */
export function readRequestLine(
  reader: PlanReader,
  node: YamlNode | undefined,
  names: RequestNames,
): RequestLine | undefined {
  const problemsBefore = reader.problems.length;
  const line = reader.template(node, 'request', names);
  if (!line || node?.kind !== 'scalar' || reader.problems.length > problemsBefore) return undefined;
  const match = /^([A-Za-z]+)[ \t]+(?=\S)/.exec(node.text);
  if (!match) {
    const why = /^\S*$/.test(node.text) || /^\S*\$\{|^\w+:\/\//.test(node.text) ? 'it has no method' : 'it has no URL';
    reader.report('bad-request', line.span, node.text, why);
    return undefined;
  }
  const method = match[1] ?? '';
  if (!METHODS.includes(method)) {
    reader.report('bad-request', line.spanOf(0, method.length), node.text, whyNoMethod(method));
    return undefined;
  }
  const from = match[0].length;
  if (!checkUrl(reader, node, line, from)) return undefined;
  const url = line.template.map((part, index) =>
    index === 0 && part.kind === 'text' ? { ...part, text: part.text.slice(from) } : part,
  );
  return { method, url, label: labelOf(method, node, from) };
}

function whyNoMethod(written: string): string {
  const upperCase = written.toUpperCase();
  return METHODS.includes(upperCase) ? `the method is written ${upperCase}` : `${written} is no method of HTTP`;
}

function labelOf(method: string, node: YamlScalar, from: number): string {
  return `${method} ${node.text.slice(from).replace(/^\$\{\s*target\s*\}(?=\/)/, '')}`;
}

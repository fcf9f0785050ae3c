import type { YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';
import type { Fields } from '../fields.ts';
import type { requestModel } from '../model.ts';
import type { JsonTemplate, RequestBody } from '../plan.ts';
import type { RequestNames } from '../interpolate.ts';
import type { PlanReader } from '../reader.ts';
import type { Template } from '../template.ts';

type RequestFields = Fields<keyof typeof requestModel.shape>;
const BODY_KEYS = ['body', 'form', 'file'] as const;

/** The body of a request: `body`, `form` or `file`. */
export function readBody(reader: PlanReader, fields: RequestFields, names: RequestNames): RequestBody | undefined {
  const [key, second] = BODY_KEYS.filter((one) => fields.has(one));
  const secondSpan = second && fields.keySpan(second);
  if (secondSpan) reader.report('body-twice', secondSpan);
  switch (key) {
    case undefined:
      return undefined;
    case 'body':
      return readTextOrJson(reader, fields.node('body'), names);
    case 'form':
      return { kind: 'form', fields: readForm(reader, fields.node('form'), names) };
    case 'file': {
      const path = fields.text('file');
      return path && { kind: 'file', path };
    }
  }
}

function readForm(reader: PlanReader, node: YamlNode | undefined, names: RequestNames): Record<string, Template> {
  const form: Record<string, Template> = {};
  for (const entry of reader.entries(node, 'form')) {
    const value = reader.template(entry.value, entry.key, names);
    if (value) form[entry.key] = value.template;
  }
  return form;
}

function readTextOrJson(reader: PlanReader, node: YamlNode | undefined, names: RequestNames): RequestBody | undefined {
  if (!node) return undefined;
  if (node.kind === 'scalar') {
    const text = reader.template(node, 'body', names);
    return text && { kind: 'text', text: text.template };
  }
  return { kind: 'json', value: readJson(reader, node, names) };
}

function readJson(reader: PlanReader, node: YamlNode, names: RequestNames): JsonTemplate {
  switch (node.kind) {
    case 'sequence':
      return node.items.map((item) => readJson(reader, item, names));
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, readJson(reader, entry.value, names)]));
    case 'scalar':
      return typeof node.value === 'string' ? readJsonText(reader, node, names) : node.value;
  }
}

/** A value that is one `${name}` takes the type of what stands in for it: `"${item}"` with item 42 is the number 42. */
function readJsonText(reader: PlanReader, node: YamlScalar, names: RequestNames): JsonTemplate {
  // An empty template would be taken for an empty list.
  if (node.text === '') return [{ kind: 'text', text: '' }];
  const resolved = reader.template(node, 'body', names);
  const isOneName = /^\$\{[^{}]*\}$/.test(node.text);
  if (isOneName && resolved?.text !== undefined && /^(true|false|null|-?\d+(\.\d+)?)$/.test(resolved.text)) {
    return JSON.parse(resolved.text) as number | boolean | null;
  }
  if (!resolved) return null;
  return resolved.template.length === 0 ? [{ kind: 'text', text: '' }] : resolved.template;
}

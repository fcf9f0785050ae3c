import { extname } from 'node:path';
import type { JsonTemplate } from '../../configs/plan/plan.ts';
import { renderTemplate, type Template, type TemplatePart } from '../../configs/plan/template.ts';
import type { HttpJobRequest } from '../../runners/http/httpJob.ts';
import { readInputFile } from './inputFile.ts';

export type Lookup = (part: Exclude<TemplatePart, { kind: 'text' }>) => string | undefined;

export interface CompiledBody {
  /** Unless a header of the plan says otherwise. */
  contentType: string | undefined;
  /** Undefined when there is no body, or a name in it has no value. */
  render: (lookup: Lookup) => Buffer | undefined;
}

/** Of files that are sent as they are; anything else is bytes. */
const TYPE_OF_EXTENSION: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};

/** A file is read here, once for the whole run. Throws a `UserError` when it cannot be. */
export function compileBody({ name, body }: HttpJobRequest): CompiledBody {
  switch (body?.kind) {
    case undefined:
      return { contentType: undefined, render: () => undefined };
    case 'text':
      return { contentType: undefined, render: (lookup) => bytes(renderTemplate(body.text, lookup)) };
    case 'json':
      return {
        contentType: 'application/json',
        render: (lookup) => bytes(JSON.stringify(renderJson(body.value, lookup))),
      };
    case 'form':
      return {
        contentType: 'application/x-www-form-urlencoded',
        render: (lookup) => bytes(renderForm(body.fields, lookup)),
      };
    case 'file': {
      const content = readInputFile(body.path, `Request "${name}": the file`);
      const extension = extname(body.path).toLowerCase();
      return { contentType: TYPE_OF_EXTENSION[extension] ?? 'application/octet-stream', render: () => content };
    }
  }
}

export function partsOfBody({ body }: HttpJobRequest): TemplatePart[] {
  switch (body?.kind) {
    case undefined:
    case 'file':
      return [];
    case 'text':
      return body.text;
    case 'json':
      return partsOfJson(body.value);
    case 'form':
      return Object.values(body.fields).flat();
  }
}

function bytes(text: string | undefined): Buffer | undefined {
  return text === undefined ? undefined : Buffer.from(text);
}

function renderForm(fields: Readonly<Record<string, Template>>, lookup: Lookup): string | undefined {
  const form = new URLSearchParams();
  for (const [name, template] of Object.entries(fields)) {
    const value = renderTemplate(template, lookup);
    if (value === undefined) return undefined;
    form.append(name, value);
  }
  return form.toString();
}

/** A template is told from a JSON array by its parts: text inside JSON is always a template, never a bare string. */
function isTemplate(value: JsonTemplate): value is Template {
  if (!Array.isArray(value)) return false;
  const first = value[0];
  return typeof first === 'object' && first !== null && 'kind' in first && typeof first.kind === 'string';
}

function partsOfJson(value: JsonTemplate): TemplatePart[] {
  if (isTemplate(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(partsOfJson);
}

/** Undefined inside means that a name has no value. */
function renderJson(value: JsonTemplate, lookup: Lookup): unknown {
  if (isTemplate(value)) return renderTemplate(value, lookup);
  if (Array.isArray(value)) return value.map((item) => renderJson(item, lookup));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renderJson(item, lookup)]));
}

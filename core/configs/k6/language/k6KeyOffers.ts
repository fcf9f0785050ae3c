import type { Completion } from '../../../language/languageDocument.ts';
import { EXECUTOR_KINDS, EXECUTORS, type ExecutorKind } from '../executors.ts';
import { OPTION_FIELDS } from '../optionFields.ts';
import { fieldNamed, type FieldTable, type K6Field } from '../fields.ts';
import { fieldDocumentation } from './fieldWords.ts';
import type { Writing } from './k6Writing.ts';

/** Options that say the whole load: k6 takes one of these and refuses two. */
const LOADS: readonly string[] = ['duration', 'iterations', 'stages', 'scenarios'];
/** What two of them can be said together. */
const TOGETHER: readonly string[] = ['duration', 'iterations'];

/** Keys that are not there yet and can be, those first that k6 does not start without. */
export function fieldOffers(fields: FieldTable, siblings: readonly string[], writing: Writing): Completion[] {
  const present = siblings.flatMap((key) => fieldNamed(fields, key) ?? []);
  const free = Object.entries(fields).filter(([name]) => !present.includes(name) && fits(name, fields, present));
  const needed = free.filter(([, { needed: example }]) => example !== undefined);
  const others = free.filter(([, { needed: example }]) => example === undefined);
  return [...needed, ...others].map(([name, field]) =>
    writing.key(name, valueSnippet(name, field), {
      documentation: fieldDocumentation(field),
      ...(field.needed !== undefined ? { detail: 'needed' } : {}),
      ...(field.usual === undefined ? {} : { detail: `default ${field.usual}` }),
    }),
  );
}

function fits(name: string, fields: FieldTable, present: readonly string[]): boolean {
  const isTop = Object.hasOwn(fields, 'scenarios') && fields['scenarios'] === OPTION_FIELDS['scenarios'];
  if (!isTop) return true;
  // A lone `vus` would be taken in place of all scenarios.
  if (name === 'vus') return !present.includes('scenarios');
  if (name === 'scenarios' && present.includes('vus')) return false;
  const said = present.filter((key) => LOADS.includes(key));
  return !LOADS.includes(name) || said.every((key) => TOGETHER.includes(key) && TOGETHER.includes(name));
}

/** How the value of a key begins, with a place for the cursor. */
export function valueSnippet(name: string, field: K6Field): string {
  switch (field.kind) {
    case 'integer':
      return field.usual !== undefined && /^\d+$/.test(field.usual) ? `\${1:${field.usual}}` : '${1:10}';
    case 'duration':
      return `'\${1:${durationExample(field)}}'`;
    case 'flag':
      return '${1:true}';
    case 'text':
    case 'segment':
      if (name === 'executor') return `'\${1|${EXECUTOR_KINDS.join(',')}|}'`;
      if (field.choices) return `'\${1|${field.choices.join(',')}|}'`;
      return "'$1'";
    case 'texts':
      return "['$1']";
    case 'stages':
      return "[{ duration: '${1:1m}', target: ${2:10} }]";
    case 'thresholds':
      return "{ http_req_duration: ['${1:p(95)<500}'] }";
    case 'scenarios':
      return "{ ${1:name}: { executor: '${2:constant-vus}', vus: ${3:10}, duration: '${4:1m}' } }";
    case 'tls-version':
      return "'${1|tls1.2,tls1.3|}'";
    case 'tls-auth':
      return "[{ cert: '$1', key: '$2' }]";
    case 'object':
      return name === 'options'
        ? "{ browser: { type: 'chromium' } }"
        : name === 'browser'
          ? "{ type: 'chromium' }"
          : '{ $1 }';
    case 'text-map':
    case 'dns':
    case 'anything':
      return '{ $1 }';
  }
}

/** What k6 takes by itself, or how the field is shown. */
function durationExample({ usual, needed }: K6Field): string {
  const [written = ''] = /\d+[a-z]+/.exec(needed ?? usual ?? '') ?? [];
  return written === '' || written === '0s' ? '30s' : written;
}

/** Whole scenarios of each executor, with what it needs. */
export function scenarioOffers(siblings: readonly string[], writing: Writing): Completion[] {
  const name = freeName(writing.written === '' ? 'scenario' : writing.written, siblings);
  return EXECUTOR_KINDS.map((kind) => {
    const body = `{ executor: '${kind}', ${bodyOf(kind)} }`;
    const offer = writing.key(name, body, { documentation: EXECUTORS[kind].meaning }, true);
    return { ...offer, label: `${name}: ${kind}`, kind: 'snippet' };
  });
}

function bodyOf(kind: ExecutorKind): string {
  const fields: FieldTable = { ...EXECUTORS[kind].fields };
  const wanted = Object.entries(fields).filter(
    ([name, { needed }]) => needed !== undefined || name === 'vus' || name === 'iterations',
  );
  return wanted
    .map(([name, field], index) => {
      let stop = index * 2 + 2;
      return `${name}: ${valueSnippet(name, field).replaceAll(/\$\{\d+/g, () => `\${${String(stop++)}`)}`;
    })
    .join(', ');
}

function freeName(base: string, siblings: readonly string[]): string {
  const taken = (name: string): boolean => siblings.includes(name);
  if (!taken(base)) return base;
  let number = 2;
  while (taken(`${base}${String(number)}`)) number += 1;
  return `${base}${String(number)}`;
}

/** Names that the script reads with `__ENV`. */
export function variableOffers(siblings: readonly string[], writing: Writing): Completion[] {
  const read = [...writing.text.matchAll(/__ENV(?:\.([A-Za-z_]\w*)|\[\s*['"]([A-Za-z_]\w*)['"]\s*\])/g)];
  const names = new Set(read.map(([, dotted, quoted]) => dotted ?? quoted ?? ''));
  return [...names]
    .filter((name) => !siblings.includes(name))
    .map((name) => writing.key(name, "'$1'", { detail: 'read with __ENV' }));
}

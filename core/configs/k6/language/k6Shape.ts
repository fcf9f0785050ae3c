import { EXECUTOR_KINDS, fieldsOfScenario, isExecutor, STAGE_FIELDS, type ExecutorKind } from '../executors.ts';
import { fieldNamed, type FieldTable, type K6Field } from '../fields.ts';
import {
  BROWSER_FIELDS,
  BROWSER_OPTIONS_FIELDS,
  CLOUD_FIELDS,
  DNS_FIELDS,
  THRESHOLD_FIELDS,
  TLS_AUTH_FIELDS,
  TLS_RANGE_FIELDS,
} from '../innerFields.ts';
import { CIPHER_SUITES, SYSTEM_TAGS } from '../optionFields.ts';
import type { ObjectValue, Value } from '../value.ts';

/** What may stand at a place of the options. More than one can be possible. */
export interface K6Shape {
  /** Keys of an object. */
  keys?: FieldsShape | { kind: 'scenarios' | 'thresholds' | 'variables' | 'tags' };
  /** Each item of a list. */
  items?: K6Shape;
  /** A value without parts. */
  single?: { kind: 'integer' | 'duration' | 'flag' | 'text' | 'function' } | ChoiceShape | ThresholdShape;
}

interface FieldsShape {
  kind: 'fields';
  fields: FieldTable;
  /** Of the object that stands for one threshold: what that is in its own key. */
  threshold?: ThresholdShape;
}

interface ChoiceShape {
  kind: 'choice';
  choices: readonly string[];
}

interface ThresholdShape {
  kind: 'threshold';
  /** The key that it stands under. */
  selector: string;
}

/** The shape of what a path leads to, with regard to what is written on the way. */
export function shapeAt(root: ObjectValue, path: readonly string[], fields: FieldTable): K6Shape {
  let shape: K6Shape = { keys: { kind: 'fields', fields } };
  let value: Value | undefined = root;
  for (const step of path) {
    value = valueBelow(value, step);
    shape = shapeBelow(shape, step, value);
  }
  return shape;
}

/** The field that a key stands for, where it has one. */
export function fieldAt(root: ObjectValue, path: readonly string[], fields: FieldTable): [string, K6Field] | undefined {
  const { keys } = shapeAt(root, path.slice(0, -1), fields);
  if (keys?.kind !== 'fields') return undefined;
  const name = fieldNamed(keys.fields, path.at(-1) ?? '');
  const field = name === undefined ? undefined : keys.fields[name];
  return name !== undefined && field ? [name, field] : undefined;
}

export function valueAt(root: ObjectValue, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>(valueBelow, root);
}

/** The executor of a scenario, where it is known. */
export function executorOf(scenario: Value | undefined): ExecutorKind | undefined {
  if (scenario?.kind !== 'object') return undefined;
  const value = scenario.entries.find(({ key }) => key.toLowerCase() === 'executor')?.value;
  return value?.kind === 'text' && isExecutor(value.value) ? value.value : undefined;
}

function valueBelow(value: Value | undefined, step: string): Value | undefined {
  if (value?.kind === 'object') return value.entries.find(({ key }) => key === step)?.value;
  return value?.kind === 'list' ? value.items[Number(step)] : undefined;
}

function shapeBelow({ keys, items }: K6Shape, step: string, value: Value | undefined): K6Shape {
  if (items && /^\d+$/.test(step)) return items;
  switch (keys?.kind) {
    case 'fields': {
      const name = fieldNamed(keys.fields, step);
      const field = name === undefined ? undefined : keys.fields[name];
      if (name === 'threshold' && keys.threshold) return { single: keys.threshold };
      return name !== undefined && field ? shapeOf(name, field, keys.fields) : {};
    }
    case 'scenarios':
      return { keys: { kind: 'fields', fields: fieldsOfScenario(executorOf(value)) } };
    case 'thresholds': {
      const single = { kind: 'threshold', selector: step } as const;
      const row: K6Shape = { keys: { kind: 'fields', fields: THRESHOLD_FIELDS, threshold: single }, single };
      return { items: row };
    }
    case 'variables':
    case 'tags':
      return { single: { kind: 'text' } };
    case undefined:
      return {};
  }
}

function shapeOf(name: string, field: K6Field, owner: FieldTable): K6Shape {
  const object = (fields: FieldTable): K6Shape => ({ keys: { kind: 'fields', fields } });
  switch (field.kind) {
    case 'integer':
    case 'duration':
    case 'flag':
      return { single: { kind: field.kind } };
    case 'text':
    case 'segment':
      if (name === 'executor') return { single: { kind: 'choice', choices: EXECUTOR_KINDS } };
      if (name === 'exec') return { single: { kind: 'function' } };
      return { single: field.choices ? { kind: 'choice', choices: field.choices } : { kind: 'text' } };
    case 'texts':
      return { items: { single: choicesOfTexts(name) } };
    case 'text-map':
      return { keys: { kind: name === 'env' ? 'variables' : 'tags' } };
    case 'stages':
      return { items: object(STAGE_FIELDS) };
    case 'scenarios':
    case 'thresholds':
      return { keys: { kind: field.kind } };
    case 'dns':
      return object(DNS_FIELDS);
    case 'tls-version':
      return {
        ...object(TLS_RANGE_FIELDS),
        single: { kind: 'choice', choices: TLS_RANGE_FIELDS['min']?.choices ?? [] },
      };
    case 'tls-auth':
      return { items: object(TLS_AUTH_FIELDS) };
    case 'object':
      if (owner === BROWSER_OPTIONS_FIELDS) return object(BROWSER_FIELDS);
      return name === 'options' ? object(BROWSER_OPTIONS_FIELDS) : {};
    case 'anything':
      return name === 'cloud' ? object(CLOUD_FIELDS) : {};
  }
}

const TREND_STATISTICS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'count'];

function choicesOfTexts(name: string): K6Shape['single'] {
  if (name === 'systemTags') return { kind: 'choice', choices: SYSTEM_TAGS };
  if (name === 'tlsCipherSuites') return { kind: 'choice', choices: CIPHER_SUITES };
  return name === 'summaryTrendStats' ? { kind: 'choice', choices: TREND_STATISTICS } : { kind: 'text' };
}

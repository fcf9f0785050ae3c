import { completeExpression, type ExpressionPart } from '../../../checks/completeExpression.ts';
import { pathOffers, type FileAccess } from '../../../language/fileAccess.ts';
import { expressionSignature } from '../../../checks/expressionSignature.ts';
import type { Completion, Signature } from '../../../language/languageDocument.ts';
import { nodeUnder, yamlCursor, type YamlCursor } from '../../yaml/yamlCursor.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import { keysOffered, typesUnder, valuesOffered, type KeyOffer } from '../../zodPaths.ts';
import { entriesOf } from '../buildScope.ts';
import { planModel } from '../model.ts';
import { takesKey } from '../rules/runnerKeys.ts';
import { expressionNames, namesUnder, runnerAt } from './planContext.ts';
import { isFilePlace } from './planLinks.ts';
import { optionKeys, planValues } from './planValues.ts';

/** What may be written at an offset of a plan. */
export function planCompletions(text: string, offset: number, files: Partial<FileAccess>): Completion[] {
  const cursor = yamlCursor(text, offset);
  if (!cursor) return [];
  const placeholder = /\$\{([\w.]*)$/.exec(cursor.prefix);
  if (placeholder && cursor.role === 'value') return placeholders(cursor, offset, placeholder[1] ?? '', files);
  if (cursor.role === 'value') return values(cursor, offset, files);
  const part = cursor.siblings.length === 0 ? partOf(cursor) : undefined;
  return [...keys(cursor), ...(part ? conditionsOf(cursor, part, offset) : [])];
}

function keys(cursor: YamlCursor): Completion[] {
  const { path, root, siblings } = cursor;
  const types = typesUnder(planModel, path);
  const runner = runnerAt(root, path);
  const isTest = path.length === 2 && path[0] === 'tests';
  const fromModel = keysOffered(types)
    .filter(({ key }) => !siblings.includes(key))
    .filter(({ key }) => !isTest || runner === undefined || takesKey(runner, key as Parameters<typeof takesKey>[1]));
  const options = optionKeys(root, path).filter(({ key }) => !siblings.includes(key));
  return [
    ...fromModel.map((offer) => keyOf(offer, cursor)),
    ...options.map(({ key, detail }) => keyOf({ key, description: detail, shape: 'scalar' }, cursor)),
  ];
}

function keyOf({ key, description, shape }: KeyOffer, cursor: YamlCursor): Completion {
  return {
    label: key,
    kind: 'key',
    ...(description === undefined ? {} : { documentation: description }),
    span: cursor.word,
    text: cursor.hasColon ? key : `${key}:${behindColon(shape, cursor)}`,
  };
}

/** A mapping or a list goes on lines of its own, two blanks deeper than its key. */
function behindColon(shape: KeyOffer['shape'], { isFirstOnLine, column }: YamlCursor): string {
  if (shape === 'any' || shape === 'scalar' || !isFirstOnLine) return ' ';
  return `\n${' '.repeat(column + 2)}${shape === 'list' ? '- ' : ''}`;
}

function values(cursor: YamlCursor, offset: number, files: Partial<FileAccess>): Completion[] {
  const { path, prefix, root } = cursor;
  const part = partOf(cursor);
  if (part) return conditionsOf(cursor, part, offset);
  const span = [offset - prefix.length, cursor.word[1]] as const;
  const quoted = (text: string): string => (cursor.style === 'plain' ? quotedIfNeeded(text, path) : text);
  if (isFilePlace(path)) {
    return pathOffers(files, prefix).map(({ text, isFolder }) => ({
      label: text,
      kind: 'file',
      detail: isFolder ? 'folder' : 'file',
      span,
      text: quoted(text),
    }));
  }
  const offers = [
    ...valuesOffered(typesUnder(planModel, path)).map((text) => ({ text, detail: undefined })),
    ...planValues(root, path),
  ];
  const distinct = new Map(offers.map((offer) => [offer.text, offer]));
  for (const offer of offers) if (offer.detail !== undefined) distinct.set(offer.text, offer);
  return [...distinct.values()].map(({ text, detail }) => ({
    label: text,
    kind: 'value',
    ...(detail === undefined ? {} : { detail }),
    span,
    text: quoted(text),
  }));
}

/** What YAML would not read as this text when it stands unquoted. */
function quotedIfNeeded(text: string, path: YamlCursor['path']): string {
  const isInList = typeof path.at(-1) === 'number';
  return /^[%@`&*!|>'"?#-]|[{}[\]#,]|: /.test(text) && (isInList || !/^\w+ \$\{/.test(text)) ? `'${text}'` : text;
}

/** What a check is made of, where one is being written. */
export function planSignature(text: string, offset: number): Signature | undefined {
  const cursor = yamlCursor(text, offset);
  const part = cursor && partOf(cursor);
  return part && expressionSignature(cursor.prefix, part);
}

const LEVELS = ['target', 'warn', 'critical', 'stop'];

/** Which part of a check is written here, in a row of checks or guards; undefined elsewhere. */
function partOf({ path, root }: YamlCursor): ExpressionPart | undefined {
  const steps = path[0] === 'defaults' ? path.slice(1) : path.slice(2);
  if (path[0] !== 'tests' && path[0] !== 'suites' && path[0] !== 'defaults') return undefined;
  const [list, index, key] = steps;
  if ((list !== 'checks' && list !== 'guards') || typeof index !== 'number' || steps.length > 3) return undefined;
  if (key === undefined) return 'expression';
  if (key === 'on') return 'selector';
  // A level without `on` states both what is measured and how it is judged.
  return LEVELS.includes(String(key))
    ? selectorBeside(root, path) === undefined
      ? 'expression'
      : 'condition'
    : undefined;
}

function selectorBeside(root: YamlNode, path: YamlCursor['path']): string | undefined {
  const on = entriesOf(nodeUnder(root, path.slice(0, -1))).find(({ key }) => key === 'on')?.value;
  return on?.kind === 'scalar' ? on.text : undefined;
}

function conditionsOf(cursor: YamlCursor, part: ExpressionPart, offset: number): Completion[] {
  const { path, prefix, root, style, word } = cursor;
  const measured = part === 'condition' ? selectorBeside(root, path) : undefined;
  return completeExpression(prefix, expressionNames(root, path), part, measured).map((offer) => {
    // Only the last of it is typed with `<`, and a text that begins with it must be quoted from its beginning.
    const text =
      style === 'plain' && prefix.trim() === '' && /^[<>=!]/.test(offer.text) ? `'${offer.text} '` : offer.text;
    return {
      label: offer.text,
      kind: offer.kind,
      ...(offer.detail === undefined ? {} : { detail: offer.detail }),
      ...(offer.documentation === undefined ? {} : { documentation: offer.documentation }),
      span: [offset - offer.replaces, word[1]],
      text,
    };
  });
}

function placeholders(cursor: YamlCursor, offset: number, typed: string, files: Partial<FileAccess>): Completion[] {
  const { root, path } = cursor;
  const test = path[0] === 'tests' ? path.slice(0, 2) : undefined;
  const isRequest = test !== undefined && ['request', 'requests', 'headers'].includes(String(path[2]));
  const offers: [name: string, detail: string][] = [
    ...(path[0] === 'environments' ? [] : ([['target', 'the base URL of the environment']] as [string, string][])),
    ...namesUnder(root, ['variables']).map((name): [string, string] => [name, 'variable']),
    ...namesUnder(root, ['environments']).flatMap((id) =>
      namesUnder(root, ['environments', id, 'variables']).map((name): [string, string] => [name, `variable of ${id}`]),
    ),
  ];
  if (isRequest) {
    for (const name of namesUnder(root, ['secrets'])) offers.push([`secrets.${name}`, 'secret']);
    for (const name of capturedBefore(cursor)) offers.push([name, 'captured from an earlier response']);
    const data = nodeUnder(root, [...test, 'data']);
    const file = data?.kind === 'map' ? nodeUnder(data, ['file']) : data;
    const columns = file?.kind === 'scalar' ? (files.columnsOf?.(file.text) ?? []) : [];
    for (const column of columns) offers.push([`data.${column}`, 'column of the data file']);
  }
  const span = [offset - typed.length, offset] as const;
  return [...new Map(offers)].map(([label, detail]) => ({ label, kind: 'name', detail, span, text: label }));
}

/** Names that the requests before the one being written capture, in their order. */
function capturedBefore({ root, path }: YamlCursor): string[] {
  if (path[2] !== 'requests' || typeof path[3] !== 'number') return [];
  return Array.from({ length: path[3] }, (_, index) =>
    namesUnder(root, [...path.slice(0, 3), index, 'capture']),
  ).flat();
}

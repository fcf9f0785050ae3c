import type { FileAccess } from '../../../language/fileAccess.ts';
import type { Completion } from '../../../language/languageDocument.ts';
import { KnownPieces } from '../../yaml/readPieces.ts';
import { yamlCursor, type YamlCursor } from '../../yaml/yamlCursor.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import { readArtilleryYaml } from '../readArtilleryYaml.ts';
import type { Field, Shape } from '../vocabulary/field.ts';
import { fieldsOffered, shapeAt } from '../vocabulary/lookup.ts';
import { describeField } from './describeField.ts';
import { namesOffered, type NameOffer } from './namesOffered.ts';
import { templateCompletions } from './templateCompletion.ts';
import { snippetsAt } from './snippets.ts';

/** What may be written at an offset of a script. `pieces`: those that the text was made of when it was read. */
export function artilleryCompletions(
  text: string,
  offset: number,
  files: Partial<FileAccess>,
  pieces = new KnownPieces(),
): Completion[] {
  const read = (marked: string): YamlNode | undefined => readArtilleryYaml(marked, '', { pieces, isGlance: true }).root;
  const cursor = yamlCursor(text, offset, read);
  if (!cursor) return [];
  const typed = /\{\{\{?\s*([\w$.]*)$/.exec(cursor.prefix);
  if (typed) return templateCompletions(cursor, { text, offset, typed: typed[1] ?? '', files });
  const shape = shapeAt(cursor.root, cursor.path);
  if (cursor.role === 'value') return shape ? values(shape, cursor, offset, files) : [];
  const isQuoted = /["']/.test(text[cursor.word[0] - 1] ?? '');
  return [
    ...keys(cursor, isQuoted),
    ...keyNames(shape, cursor, isQuoted, files),
    ...itemsOfList(shape, cursor, offset, files),
  ];
}

function keys(cursor: YamlCursor, isQuoted: boolean): Completion[] {
  const { root, path, siblings, word, hasColon } = cursor;
  const fields = Object.entries(fieldsOffered(root, path, siblings)).filter(([key]) => !siblings.includes(key));
  const snippets = siblings.length > 0 || isQuoted || !cursor.isFirstOnLine ? [] : snippetsAt(cursor);
  return [
    ...fields.map(([key, field]): Completion => {
      const behind = hasColon || isQuoted ? undefined : behindKey(field, cursor);
      return {
        label: key,
        kind: 'key',
        documentation: describeField(field),
        span: word,
        text: behind ? key + behind.text : key,
        ...(behind?.isSnippet ? { isSnippet: true } : {}),
      };
    }),
    ...snippets,
  ];
}

/** What comes behind a key: a mapping or a list goes on lines of its own, two blanks deeper. */
function behindKey({ shape }: Field, cursor: YamlCursor): { text: string; isSnippet?: boolean } {
  const { isFirstOnLine, column, path } = cursor;
  // A plugin or an engine without options ends the test.
  if (path.at(-1) === 'plugins' || path.at(-1) === 'engines') return { text: ': {}' };
  if (!isFirstOnLine || shape.kind === 'scalar') return { text: ': ' };
  const indent = `:\n${' '.repeat(column + 2)}`;
  if (shape.kind === 'flow') return { text: `${indent}- ` };
  if (shape.kind === 'list') return { text: shape.isAlsoSingle ? ': ' : `${indent}- ` };
  // A request without a URL is none.
  if ('url' in shape.fields && 'capture' in shape.fields) return { text: `${indent}url: "$1"`, isSnippet: true };
  return { text: indent };
}

/** Keys that are names of something, such as the metric of a threshold. */
function keyNames(
  shape: Shape | undefined,
  cursor: YamlCursor,
  isQuoted: boolean,
  files: Partial<FileAccess>,
): Completion[] {
  if (shape?.kind !== 'mapping' || !shape.keys || cursor.siblings.length > 0) return [];
  return namesOffered(shape.keys, cursor, files).map(({ text, meaning, kind }) => ({
    label: text,
    kind,
    documentation: meaning,
    span: cursor.word,
    text: cursor.hasColon || isQuoted ? text : `${text}: `,
  }));
}

/** An item that is begun alone on its line looks like a key. */
function itemsOfList(
  shape: Shape | undefined,
  cursor: YamlCursor,
  offset: number,
  files: Partial<FileAccess>,
): Completion[] {
  return shape?.kind === 'scalar' && !cursor.hasColon ? values(shape, cursor, offset, files) : [];
}

function values(shape: Shape, cursor: YamlCursor, offset: number, files: Partial<FileAccess>): Completion[] {
  if (shape.kind === 'list') return shape.isAlsoSingle ? values(shape.item, cursor, offset, files) : [];
  if (shape.kind !== 'scalar') return [];
  const choices = shape.values.map(({ value, meaning }): NameOffer => ({
    text: value,
    kind: 'value',
    meaning: meaning ?? '',
  }));
  const names = shape.names === undefined ? [] : namesOffered(shape.names, cursor, files);
  // A path is replaced as a whole, and so is a value that is one of few; in an expression only a word.
  const isWhole = shape.names === 'file' || choices.length > 0;
  const span = [isWhole ? offset - cursor.prefix.length : cursor.word[0], cursor.word[1]] as const;
  return [...choices, ...names].map(({ text, kind, meaning }) => ({
    label: text,
    kind,
    ...(meaning === '' ? {} : { documentation: meaning }),
    span,
    text,
  }));
}

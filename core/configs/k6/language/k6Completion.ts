import type { Completion, Signature } from '../../../language/languageDocument.ts';
import { CONFIG_FILE_FIELDS, OPTION_FIELDS } from '../optionFields.ts';
import type { FieldTable } from '../fields.ts';
import type { ScriptLanguage } from '../parseScript.ts';
import { k6Cursor, type K6Cursor } from './k6Cursor.ts';
import { fieldOffers, scenarioOffers, variableOffers } from './k6KeyOffers.ts';
import { namesOf, type K6Names } from './k6Names.ts';
import { shapeAt } from './k6Shape.ts';
import { k6Signature } from './k6Signature.ts';
import { expressionOffers, selectorOffers } from './k6ThresholdOffers.ts';
import { valueOffers } from './k6ValueOffers.ts';
import { Writing } from './k6Writing.ts';

/** What may be written at an offset of a script: nothing outside of its options. */
export function k6ScriptCompletions(text: string, offset: number, language: ScriptLanguage): Completion[] {
  const cursor = k6Cursor(text, offset, language);
  return cursor ? offersAt(cursor, OPTION_FIELDS, new Writing(text, cursor, false), () => namesOf(cursor.parts)) : [];
}

export function k6ScriptSignature(text: string, offset: number, language: ScriptLanguage): Signature | undefined {
  const cursor = k6Cursor(text, offset, language);
  return cursor && k6Signature(cursor, OPTION_FIELDS, true);
}

export function k6ConfigSignature(text: string, offset: number): Signature | undefined {
  const cursor = k6Cursor(HEAD + text, HEAD.length + offset, 'javascript');
  return cursor && k6Signature(cursor, CONFIG_FILE_FIELDS, false);
}

const HEAD = 'export const options = ';

/** A config file is read as the options of a script, which forgives more than JSON does while it is being written. */
export function k6ConfigCompletions(text: string, offset: number): Completion[] {
  const cursor = k6Cursor(HEAD + text, HEAD.length + offset, 'javascript');
  if (!cursor) return [];
  const writing = new Writing(HEAD + text, cursor, true);
  return offersAt(cursor, CONFIG_FILE_FIELDS, writing, () => namesOf(undefined)).map(({ span, besides, ...offer }) => ({
    ...offer,
    span: [span[0] - HEAD.length, span[1] - HEAD.length],
    ...(besides
      ? {
          besides: besides.map((edit) => ({ ...edit, span: [edit.span[0] - HEAD.length, edit.span[1] - HEAD.length] })),
        }
      : {}),
  }));
}

function offersAt(cursor: K6Cursor, fields: FieldTable, writing: Writing, names: () => K6Names): Completion[] {
  const { root, place, missingComma } = cursor;
  // Behind a value on the same line an operator is more likely than a new key.
  if (missingComma !== undefined && !writing.text.slice(missingComma, cursor.start).includes('\n')) return [];
  if (place.role === 'value') {
    const isTaken = cursor.precedesValue && cursor.needsComma && place.holder.kind === 'object';
    if (isTaken && !writing.isQuoted) return [];
    const shape = shapeAt(root, place.path, fields);
    if (shape.single?.kind === 'threshold') return expressionOffers(shape.single.selector, writing, names());
    return valueOffers(cursor, shape, writing, names);
  }
  const { keys } = shapeAt(root, place.path.slice(0, -1), fields);
  const siblings = place.holder.kind === 'object' ? place.holder.entries.map(({ key }) => key) : [];
  switch (keys?.kind) {
    case 'fields':
      return fieldOffers(keys.fields, siblings, writing);
    case 'scenarios':
      return cursor.hasColon ? [] : scenarioOffers(siblings, writing);
    case 'thresholds':
      return selectorOffers(cursor, writing, names());
    case 'variables':
      return variableOffers(siblings, writing);
    case 'tags':
    case undefined:
      return [];
  }
}

import type { Completion } from '../../../language/languageDocument.ts';
import { CONFIG_FILE_FIELDS } from '../optionFields.ts';
import { EXECUTORS, isExecutor } from '../executors.ts';
import type { K6Cursor } from './k6Cursor.ts';
import { valueSnippet } from './k6KeyOffers.ts';
import type { K6Names } from './k6Names.ts';
import { fieldAt, type K6Shape } from './k6Shape.ts';
import type { Writing } from './k6Writing.ts';

const DURATIONS = ['10s', '30s', '1m', '5m', '10m', '1h'];
const UNITS: readonly [unit: string, meaning: string][] = [
  ['s', 'seconds'],
  ['m', 'minutes'],
  ['h', 'hours'],
  ['ms', 'milliseconds'],
  ['d', 'days'],
];

/** Values that make sense where one is being written. */
export function valueOffers(cursor: K6Cursor, shape: K6Shape, writing: Writing, names: () => K6Names): Completion[] {
  const { single } = shape;
  const parts = partOffers(cursor, shape, writing);
  switch (single?.kind) {
    case 'flag':
      return ['true', 'false'].flatMap((flag) => writing.value(flag, false, 'value'));
    case 'choice': {
      const present = siblingTexts(cursor);
      const free = single.choices.filter((choice) => !present.includes(choice));
      return [...free.flatMap((choice) => writing.value(choice, true, 'value', describe(choice))), ...parts];
    }
    case 'function':
      return names().functions.flatMap((name) => writing.value(name, true, 'name', { detail: 'exported function' }));
    case 'duration':
      return durationOffers(writing);
    case 'integer':
    case 'text':
    case 'threshold':
      return [];
    case undefined:
      return parts;
  }
}

function describe(choice: string): Pick<Completion, 'detail'> {
  return isExecutor(choice) ? { detail: EXECUTORS[choice].meaning } : {};
}

/** Texts of the list that the cursor is in. */
function siblingTexts({ place }: K6Cursor): string[] {
  if (place.holder.kind !== 'list') return [];
  return place.holder.items.flatMap((item) => (item.kind === 'text' ? [item.value] : []));
}

function durationOffers(writing: Writing): Completion[] {
  const number = /^\d+(\.\d+)?(?=[a-z]*$)/.exec(writing.typed)?.[0];
  if (number === undefined) {
    return writing.typed === '' ? DURATIONS.flatMap((duration) => writing.value(duration, true, 'value')) : [];
  }
  return UNITS.filter(([unit]) => unit !== 'd' || !number.includes('.')).flatMap(([unit, meaning]) =>
    writing.value(`${number}${unit}`, true, 'unit', { detail: meaning }),
  );
}

/** How a list or an object begins. */
function partOffers({ root, place }: K6Cursor, { keys, items }: K6Shape, writing: Writing): Completion[] {
  if (/^\d+$/.test(place.path.at(-1) ?? '') && keys?.kind === 'fields') {
    const needed = Object.entries(keys.fields).filter(([, field]) => field.needed !== undefined);
    if (needed.length === 0) return [];
    const body = needed.map(([name, field], index) => {
      const stop = String(index + 1);
      return `${name}: ${valueSnippet(name, field).replace(/\$\{?1/, (found) => found.replace('1', stop))}`;
    });
    return writing.snippet(`{ ${needed.map(([name]) => name).join(', ')} }`, `{ ${body.join(', ')} }`, {});
  }
  const field = keys || items ? fieldAt(root, place.path, CONFIG_FILE_FIELDS) : undefined;
  return field ? writing.snippet(items ? '[ ]' : '{ }', valueSnippet(...field), { detail: field[1].meaning }) : [];
}

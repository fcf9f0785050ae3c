import type { Choice, Field } from '../vocabulary/field.ts';

/** What a key does, its unit, its default and its values, in Markdown. */
export function describeField({ meaning, unit, default: byDefault, shape }: Field): string {
  const choices = shape.kind === 'scalar' ? shape.values : [];
  const isFlag = choices.length === 2 && choices.every(({ value }) => value === 'true' || value === 'false');
  const lines = [
    meaning,
    ...(unit === undefined ? [] : [`Unit: ${unit}.`]),
    ...(byDefault === undefined ? [] : [`Default: ${quotedDefault(byDefault)}.`]),
    ...(choices.length === 0 || isFlag ? [] : [`Values: ${choices.map(describeChoice).join(' ')}`]),
  ];
  return lines.join('\n\n');
}

function describeChoice({ value, meaning }: Choice, index: number, all: readonly Choice[]): string {
  if (meaning === undefined) return `\`${value}\`${index === all.length - 1 ? '.' : ','}`;
  return `\`${value}\` — ${meaning}`;
}

/** Defaults are as they would be written, unless they are words. */
function quotedDefault(text: string): string {
  return /\s/.test(text) ? text : `\`${text}\``;
}

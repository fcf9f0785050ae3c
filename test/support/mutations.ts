import fc from 'fast-check';

/** What breaks YAML, or changes what it means. */
const PIECES = [
  '\n',
  '  ',
  '\t',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '- ',
  '> ',
  '|',
  '&a ',
  '*a',
  '<<: ',
  '${',
  '}',
  '"',
  "'",
  '#',
  '---\n',
  '%',
  '@',
  '\u0000',
  '\uFEFF',
  '😀',
  '...',
  '? ',
  '!!int ',
  ',',
  'runner',
  '1e999',
  '-',
];

/** A cut somewhere in a text, and something else put there. */
export const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(200)),
  insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 8 }), fc.constant('')),
});

export function mutate(text: string, mutations: { at: number; remove: number; insert: string }[]): string {
  return mutations.reduce((result, { at, remove, insert }) => {
    const start = Math.floor(at * result.length);
    return result.slice(0, start) + insert + result.slice(start + remove);
  }, text);
}

/** What is to be known of a key: for hovers, and for what is offered while somebody writes. */
export interface Field {
  meaning: string;
  /** What holds where the key is not written, as it would be written. */
  default?: string;
  unit?: string;
  shape: Shape;
}

export type Fields = Readonly<Record<string, Field>>;

/** Names that only the script or a file beside it knows. */
export type NameKind = 'function' | 'file' | 'engine' | 'metric' | 'variable';

export type Shape =
  | { kind: 'scalar'; values: readonly Choice[]; names?: NameKind }
  | {
      kind: 'mapping';
      fields: Fields;
      /** What stands under keys that the author chooses. */
      others?: Field;
      /** What these keys are names of. */
      keys?: NameKind;
    }
  | { kind: 'list'; item: Shape; /** Also written without the list where there is but one. */ isAlsoSingle: boolean }
  /** The steps of a scenario, which depend on its engine. */
  | { kind: 'flow' };

/** One of the values that are allowed. */
export interface Choice {
  value: string;
  meaning?: string;
}

const scalar = (values: readonly Choice[] = []): Shape => ({ kind: 'scalar', values });

/** What a key means, in words, and where there is one its default. */
export function field(meaning: string, shape: Shape = scalar(), more: Pick<Field, 'default' | 'unit'> = {}): Field {
  return { meaning, shape, ...more };
}

export function flag(meaning: string, byDefault?: boolean): Field {
  const shape = scalar([{ value: 'true' }, { value: 'false' }]);
  return field(meaning, shape, byDefault === undefined ? {} : { default: String(byDefault) });
}

export function amount(meaning: string, unit?: string, byDefault?: string): Field {
  return field(meaning, scalar(), {
    ...(unit === undefined ? {} : { unit }),
    ...(byDefault === undefined ? {} : { default: byDefault }),
  });
}

export function oneOf(meaning: string, choices: Readonly<Record<string, string>>, byDefault?: string): Field {
  const values = Object.entries(choices).map(([value, about]) =>
    about === '' ? { value } : { value, meaning: about },
  );
  return field(meaning, scalar(values), byDefault === undefined ? {} : { default: byDefault });
}

export function named(names: NameKind): Shape {
  return { kind: 'scalar', values: [], names };
}

export function mapping(fields: Fields, others?: Field): Shape {
  return { kind: 'mapping', fields, ...(others ? { others } : {}) };
}

/** Keys and values are the author's own. */
export const FREE: Shape = mapping({});

export function listOf(item: Shape): Shape {
  return { kind: 'list', item, isAlsoSingle: false };
}

export function oneOrMore(item: Shape): Shape {
  return { kind: 'list', item, isAlsoSingle: true };
}

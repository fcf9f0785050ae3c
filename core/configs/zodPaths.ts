import * as z from 'zod';

/** All types that a value under this path may have. A path step through a list is its index. */
export function typesUnder(model: z.ZodType, path: readonly (string | number)[]): z.ZodType[] {
  let types = alternatives(model);
  for (const step of path) types = types.flatMap((type) => stepInto(type, step)).flatMap(alternatives);
  return types;
}

function stepInto(type: z.ZodType, step: string | number): z.ZodType[] {
  if (type instanceof z.ZodObject) {
    const field = (type.shape as Record<string, z.ZodType>)[step];
    return field ? [field] : [];
  }
  if (type instanceof z.ZodRecord) return [type.valueType as z.ZodType];
  if (type instanceof z.ZodArray) return typeof step === 'number' ? [type.element as z.ZodType] : [];
  return [];
}

/** The members of a union, and what an optional type is when it is there. */
function alternatives(type: z.ZodType): z.ZodType[] {
  if (type instanceof z.ZodOptional) return alternatives(type.unwrap() as z.ZodType);
  if (type instanceof z.ZodUnion) return (type.options as z.ZodType[]).flatMap(alternatives);
  return [type];
}

export interface KeyOffer {
  key: string;
  description?: string;
  /** How its value begins, as far as its type tells. */
  shape: 'scalar' | 'mapping' | 'list' | 'any';
}

/** Keys that a mapping of one of these types may have. */
export function keysOffered(types: readonly z.ZodType[]): KeyOffer[] {
  return types.flatMap((type) => {
    if (!(type instanceof z.ZodObject)) return [];
    return Object.entries(type.shape as Record<string, z.ZodType>).map(([key, field]) => ({
      key,
      description: descriptionOf(field),
      shape: shapeOf(field),
    }));
  });
}

/** Values that these types allow, where there are only so many. */
export function valuesOffered(types: readonly z.ZodType[]): string[] {
  // Where any text will do, `true` is one of very many.
  const isFreeText = types.some((type) => type instanceof z.ZodString && (type.def.checks ?? []).length === 0);
  return types.flatMap((type) => {
    if (type instanceof z.ZodEnum) return type.options.map(String);
    if (type instanceof z.ZodLiteral) return [...type.values].map(String);
    return type instanceof z.ZodBoolean && !isFreeText ? ['true', 'false'] : [];
  });
}

/** What the model says of a key, wherever in its type it says so. */
export function descriptionOf(field: z.ZodType): string | undefined {
  if (field.description !== undefined) return field.description;
  return field instanceof z.ZodOptional ? descriptionOf(field.unwrap() as z.ZodType) : undefined;
}

/** Description of the key or item that a path leads to. */
export function descriptionUnder(model: z.ZodType, path: readonly (string | number)[]): string | undefined {
  const last = path.at(-1);
  if (typeof last !== 'string') return undefined;
  const fields = typesUnder(model, path.slice(0, -1)).flatMap((type) => stepInto(type, last));
  return fields.map(descriptionOf).find((description) => description !== undefined);
}

function shapeOf(field: z.ZodType): KeyOffer['shape'] {
  const shapes = new Set(
    alternatives(field).map((type): KeyOffer['shape'] => {
      if (type instanceof z.ZodObject || type instanceof z.ZodRecord) return 'mapping';
      if (type instanceof z.ZodArray) return 'list';
      return type instanceof z.ZodUnknown ? 'any' : 'scalar';
    }),
  );
  const [only] = shapes;
  if (shapes.size === 1 && only) return only;
  return shapes.has('scalar') ? 'scalar' : 'any';
}

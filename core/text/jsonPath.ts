const STEP = /\.([A-Za-z_$][\w$-]*)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y;

/** Reads a path such as `$.a.b[0]` or `$['a-b'].c`; undefined when it is not written like that. */
export function parseJsonPath(path: string): (string | number)[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: (string | number)[] = [];
  let at = 1;
  while (at < path.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (match === null) return undefined;
    const [, plain, index, single, double] = match;
    steps.push(index === undefined ? (plain ?? single ?? double ?? '') : Number(index));
    at = STEP.lastIndex;
  }
  return steps;
}

/** The value at the path, or undefined where the path leads nowhere. */
export function valueAtPath(root: unknown, steps: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** The same data with `redact` applied to every text in it, also to keys. Numbers stay what they are. */
export function redactDeep<T>(value: T, redact: (text: string) => string): T {
  const walk = (item: unknown): unknown => {
    if (typeof item === 'string') return redact(item);
    if (Array.isArray(item)) return item.map(walk);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [redact(key), walk(inner)]));
  };
  // The shape is kept: only texts change, into texts.
  return walk(value) as T;
}

/** Shorter values are left alone: hiding every `1` would ruin the text and protect nothing. */
const SHORTEST_SECRET = 4;

/** Replaces known secret values wherever they appear, also URL-encoded and as base64. */
export function redactor(values: Iterable<string>): (text: string) => string {
  const hidden = new Set<string>();
  for (const value of values) {
    if (value.length < SHORTEST_SECRET) continue;
    hidden.add(value);
    hidden.add(encodeURIComponent(value));
    hidden.add(btoa(String.fromCharCode(...new TextEncoder().encode(value))));
    // As it stands inside JSON text.
    hidden.add(JSON.stringify(value).slice(1, -1));
  }
  const longestFirst = [...hidden].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((result, value) => result.replaceAll(value, '[secret]'), text);
}

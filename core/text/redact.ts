import { secretForms } from './secretForms.ts';

/** Shorter values are left alone: hiding every `1` would ruin the text and protect nothing. */
const SHORTEST_SECRET = 4;

/**
 * Replaces known secret values wherever they appear, also URL-encoded, inside JSON and as base64, and each line of
 * a value with several, because most text is handled line by line.
 */
export function redactor(values: Iterable<string>): (text: string) => string {
  const hidden = new Set<string>();
  for (const value of values) {
    // Without the indentation, which the text may not have and which as a line of its own is no secret.
    const lines = value.split(/[\r\n]+/).map((line) => line.trim());
    for (const part of lines.length === 1 ? [value] : [value, ...lines]) hide(part, hidden);
  }
  const longestFirst = [...hidden].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((result, value) => result.replaceAll(value, '[secret]'), text);
}

function hide(value: string, hidden: Set<string>): void {
  if (value.length < SHORTEST_SECRET) return;
  for (const form of secretForms(value)) hidden.add(form);
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const LONGEST_SHOWN = 60;

/** The number that a text is and nothing besides; undefined for any other text, `NaN` and `Inf` too. */
export function readNumberText(text: string): number | undefined {
  const value = NUMBER.test(text.trim()) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** A text that a person did not expect, short enough for a message. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `\`${line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line}\``;
}

import type { YamlNode, YamlScalar } from '../../yaml/yamlNode.ts';

/** Something that only Artillery knows when it runs: a template, or a value that was not readable. */
export function isUnknown(node: YamlNode | undefined): boolean {
  return node?.kind === 'scalar' && (node.isUnreadable === true || node.text.includes('{{'));
}

/** A value that Artillery's parser and its own conversions take for a number; NaN for any other. */
export function numberOf(node: YamlNode | undefined): number {
  if (node?.kind !== 'scalar') return NaN;
  if (typeof node.value === 'number') return node.value;
  if (typeof node.value !== 'string') return NaN;
  const text = node.text.trim();
  if (node.style === 'plain') {
    // Its YAML is version 1.1: `1_000` is a number there, and `1:30` is one in base 60.
    if (/^[-+]?\d[\d_]*(\.\d[\d_]*)?$/.test(text)) return Number(text.replaceAll('_', ''));
    if (/^\d+(:[0-5]?\d)+$/.test(text)) return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  }
  return text === '' ? NaN : Number(text);
}

const UNITS_MS: readonly (readonly [unit: RegExp, milliseconds: number])[] = [
  [/^(|ms|msecs?|milliseconds?)$/, 1],
  [/^(s|secs?|seconds?)$/, 1000],
  [/^(m|mins?|minutes?)$/, 60_000],
  [/^(h|hrs?|hours?)$/, 3_600_000],
  [/^(d|days?)$/, 86_400_000],
  [/^(w|weeks?)$/, 604_800_000],
  [/^(y|yrs?|years?)$/, 31_557_600_000],
];

/** One number and one unit; undefined for anything else. */
function withUnit(text: string): { milliseconds: number; hasUnit: boolean } | undefined {
  const match = /^(-?(?:\d+)?\.?\d+) *([a-z]*)$/i.exec(text);
  if (!match || text.length > 100) return undefined;
  const unit = (match[2] ?? '').toLowerCase();
  const factor = UNITS_MS.find(([pattern]) => pattern.test(unit))?.[1];
  return factor === undefined ? undefined : { milliseconds: Number(match[1]) * factor, hasUnit: unit !== '' };
}

/**
 * A duration in seconds as phases and `think` read it: whole numbers are seconds, everything else needs a unit.
 * Undefined for what they do not take, or take for a fraction of a millisecond.
 */
export function secondsOf(node: YamlNode | undefined): number | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const number = numberOf(node);
  if (Number.isInteger(number)) return number;
  if (typeof node.value === 'number') return undefined;
  const read = withUnit(node.text);
  return read?.hasUnit ? read.milliseconds / 1000 : undefined;
}

/** How a duration that was not taken would have to be written, where only one thing can be meant. */
export function mendedDuration(node: YamlScalar): string | undefined {
  const number = numberOf(node);
  if (!Number.isNaN(number)) return number > 0 && Number.isFinite(number) ? millisecondText(number * 1000) : undefined;
  const parts = [...node.text.toLowerCase().matchAll(/(\d+(?:\.\d+)?) *([a-z]+) */g)];
  if (parts.length < 2 || parts.map(([part]) => part).join('') !== node.text.toLowerCase()) return undefined;
  const sum = parts.reduce((total, [, amount, unit]) => total + (withUnit(`${amount}${unit}`)?.milliseconds ?? NaN), 0);
  return Number.isFinite(sum) ? millisecondText(sum) : undefined;
}

function millisecondText(milliseconds: number): string {
  const rounded = Math.round(milliseconds);
  return rounded % 1000 === 0 ? `${rounded / 1000}s` : `${rounded}ms`;
}

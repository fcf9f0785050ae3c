import { closest } from '../../text/closest.ts';
import type { YamlNode } from '../yaml/yamlNode.ts';
import type { Located } from './plan.ts';
import type { PlanReader } from './reader.ts';

const DURATION_UNITS_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d)\s*)+$/;

/** Duration in ms of texts like `30s`, `1m30s`, `500ms`, `7d` and `0`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '0') return 0;
  if (!DURATION.test(trimmed)) return undefined;
  let total = 0;
  for (const [, amount = '', unit = ''] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * DURATION_UNITS_MS[unit as keyof typeof DURATION_UNITS_MS];
  }
  // Hundreds of digits are infinite as a number, which no schedule can hold.
  return Number.isFinite(total) ? total : undefined;
}

export function readDuration(
  reader: PlanReader,
  node: YamlNode | undefined,
  name: string,
): Located<number> | undefined {
  const leaf = reader.leaf(node, name, 'a duration such as 30s');
  if (!leaf) return undefined;
  const value = parseDuration(leaf.text);
  if (value === undefined) {
    reader.report('bad-duration', leaf.span, leaf.text);
    return undefined;
  }
  return { value, span: leaf.span };
}

/** A duration of more than 0. */
export function readTimeSpan(
  reader: PlanReader,
  node: YamlNode | undefined,
  name: string,
): Located<number> | undefined {
  const duration = readDuration(reader, node, name);
  if (duration?.value !== 0) return duration;
  reader.report('zero-duration', duration.span, name);
  return undefined;
}

/** A number like `1000`, `1_000`, `0.5`, `10k` or `1.5M`; undefined for anything else. */
export function parseAmount(text: string): number | undefined {
  const match = /^(\d[\d_]*(?:\.\d+)?)(k|M)?$/.exec(text.trim());
  if (!match) return undefined;
  const amount = Number(match[1]?.replaceAll('_', '')) * (match[2] === 'k' ? 1e3 : match[2] === 'M' ? 1e6 : 1);
  return Number.isFinite(amount) ? amount : undefined;
}

export function readNumber(
  reader: PlanReader,
  node: YamlNode | undefined,
  name: string,
  minimum: number,
): Located<number> | undefined {
  const wanted = `a number of at least ${minimum}`;
  const leaf = reader.leaf(node, name, wanted);
  if (!leaf) return undefined;
  const value = parseAmount(leaf.text);
  if (value === undefined || value < minimum) {
    reader.report('bad-number', leaf.span, name, leaf.text, wanted);
    return undefined;
  }
  return { value, span: leaf.span };
}

export function readCount(
  reader: PlanReader,
  node: YamlNode | undefined,
  name: string,
  minimum: number,
): Located<number> | undefined {
  const wanted = `a whole number of at least ${minimum}`;
  const leaf = reader.leaf(node, name, wanted);
  if (!leaf) return undefined;
  const value = parseAmount(leaf.text);
  if (value === undefined || value < minimum || !Number.isInteger(value)) {
    reader.report('bad-number', leaf.span, name, leaf.text, wanted);
    return undefined;
  }
  return { value, span: leaf.span };
}

export function readFlag(reader: PlanReader, node: YamlNode | undefined, name: string): boolean | undefined {
  const leaf = reader.leaf(node, name, 'true or false');
  if (!leaf) return undefined;
  if (leaf.text === 'true') return true;
  if (leaf.text === 'false') return false;
  reader.report('bad-flag', leaf.span, name, leaf.text);
  return undefined;
}

export function readChoice<Choice extends string>(
  reader: PlanReader,
  node: YamlNode | undefined,
  name: string,
  choices: readonly Choice[],
): Located<Choice> | undefined {
  const leaf = reader.leaf(node, name, `one of ${choices.join(', ')}`);
  if (!leaf) return undefined;
  const choice = choices.find((candidate) => candidate === leaf.text);
  if (choice === undefined) {
    reader.report('bad-choice', leaf.span, name, leaf.text, choices, closest(leaf.text, choices));
    return undefined;
  }
  return { value: choice, span: leaf.span };
}

/** Reports a pattern that the regular expression engine refuses. */
export function readPattern(reader: PlanReader, node: YamlNode | undefined, name: string): string | undefined {
  const leaf = reader.leaf(node, name, 'a regular expression');
  if (!leaf) return undefined;
  try {
    new RegExp(leaf.text);
    return leaf.text;
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^.*?: .*?: /, '') : 'it cannot be read';
    reader.report('bad-pattern', leaf.span, leaf.text, why);
    return undefined;
  }
}

import type { DeclaredOutput } from '../../configs/plan/plan.ts';
import { isMetricName } from '../../metrics.ts';
import { parseJsonPath, valueAtPath } from '../../text/jsonPath.ts';
import { UNITS } from '../../units.ts';
import { JsonText } from './jsonText.ts';

/** Characters of a line that a pattern is tried on: some patterns take very long on long texts. */
const LONGEST_MATCHED = 64 * 1024;
const LONGEST_SHOWN = 80;
/** Nothing else is a number: `12ms` and `1,234` mean more than their digits, and that is not guessed. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The name of the channel on which a file comes. */
export function fileChannel(file: string): string {
  return `file ${file}`;
}

/** `value` is in the base unit of the output. */
export type FoundOutput = { kind: 'found'; value: number } | { kind: 'missing'; why: string };

/** Looks for the declared outputs in what a program says. It keeps the JSON texts, and of a pattern the last match. */
export class OutputReader {
  private readonly texts = new Map<string, JsonText>();
  private readonly filesUnread = new Set<string>();
  private readonly patterns: { output: DeclaredOutput; pattern: RegExp; found?: string }[];

  constructor(outputs: readonly DeclaredOutput[]) {
    this.patterns = outputs.flatMap((output) =>
      output.source.kind === 'regex' ? [{ output, pattern: new RegExp(output.source.pattern) }] : [],
    );
    for (const output of outputs) if (output.source.kind === 'json') this.texts.set(placeOf(output), new JsonText());
    for (const { file } of outputs) if (file) this.filesUnread.add(file.value);
  }

  line(channel: string, line: string): void {
    this.texts.get(channel)?.add(line);
    for (const file of this.filesUnread) if (fileChannel(file) === channel) this.filesUnread.delete(file);
    const place = channel === 'stderr' ? 'stdout' : channel;
    for (const entry of this.patterns) {
      if (placeOf(entry.output) !== place) continue;
      const found = entry.pattern.exec(line.slice(0, LONGEST_MATCHED));
      if (found) entry.found = found[1] ?? '';
    }
  }

  find(output: DeclaredOutput): FoundOutput {
    if (output.file && this.filesUnread.has(output.file.value)) {
      return missing(output, `\`${output.file.value}\` does not exist, is empty, or was not written by this run`);
    }
    return output.source.kind === 'json'
      ? this.findJson(output, output.source.path)
      : this.findMatch(output, output.source.pattern);
  }

  private findJson(output: DeclaredOutput, path: string): FoundOutput {
    const place = placeName(output);
    const json = this.texts.get(placeOf(output))?.read() ?? { kind: 'none', why: 'was not read' };
    if (json.kind === 'none') return missing(output, `${place} ${json.why}`);
    const value = valueAtPath(json.value, parseJsonPath(path) ?? []);
    if (value === undefined) return missing(output, `nothing is at \`${path}\` in ${place}`);
    if (typeof value !== 'number')
      return missing(output, `\`${path}\` in ${place} is ${shown(JSON.stringify(value))}, not a number`);
    return inBaseUnit(output, value, String(value));
  }

  private findMatch(output: DeclaredOutput, pattern: string): FoundOutput {
    const text = this.patterns.find((entry) => entry.output === output)?.found;
    if (text === undefined) {
      const place = output.file ? placeName(output) : 'its standard output and error output';
      return missing(output, `no line of ${place} matches \`${pattern}\``);
    }
    if (!NUMBER.test(text)) return missing(output, `\`${pattern}\` found ${shown(JSON.stringify(text))}, not a number`);
    return inBaseUnit(output, Number(text), text);
  }
}

function placeOf({ file }: DeclaredOutput): string {
  return file ? fileChannel(file.value) : 'stdout';
}

function placeName({ file }: DeclaredOutput): string {
  return file ? `\`${file.value}\`` : 'its standard output';
}

function missing({ name }: DeclaredOutput, why: string): FoundOutput {
  return { kind: 'missing', why: `output \`${name}\`: ${why}` };
}

function shown(text: string): string {
  return `\`${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}\``;
}

function inBaseUnit(output: DeclaredOutput, told: number, text: string): FoundOutput {
  const value = output.unit === undefined ? told : told * UNITS[output.unit].factor;
  if (!Number.isFinite(value)) return missing(output, `${shown(text)} is too large to be a number`);
  if (!isMetricName(output.metric)) return { kind: 'found', value };
  if (value < 0) return missing(output, `${shown(text)} is below zero, which \`${output.metric}\` never is`);
  if (output.definition.kind === 'ratio' && value > 1) {
    const remedy = output.unit === undefined ? '; if it is a percentage, add `unit: "%"`' : '';
    return missing(output, `${shown(text)} is more than everything, so it is no \`${output.metric}\`${remedy}`);
  }
  return { kind: 'found', value };
}

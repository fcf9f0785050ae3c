import type { YamlNode } from '../../yaml/yamlNode.ts';
import { Fields } from '../fields.ts';
import { commandStepModel } from '../model.ts';
import type { CommandStep } from '../plan.ts';
import type { PlanReader } from '../reader.ts';

const DEFAULT_STEP_TIMEOUT_MS = 300_000;

/** Splits a line on blanks; quotes keep blanks together and vanish. Nothing is expanded: no shell is involved. */
export function splitCommand(line: string): { words: string[] } | { error: string } {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (const character of line) {
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== undefined) return { error: `the quote ${quote} is not closed` };
  if (word !== undefined) words.push(word);
  return words.length === 0 ? { error: 'it is empty' } : { words };
}

/** `command` as an argument list. */
export function readCommand(reader: PlanReader, node: YamlNode | undefined): string[] | undefined {
  if (!node) return undefined;
  if (node.kind === 'sequence') {
    const words = node.items.map((item) => reader.text(item, 'command'));
    if (words.length === 0) reader.report('bad-command', node.span, 'it is empty');
    return words.length === 0 || words.includes(undefined) ? undefined : words.map((word) => word?.value ?? '');
  }
  const leaf = reader.leaf(node, 'command', 'a list or one line');
  if (!leaf) return undefined;
  const split = splitCommand(leaf.text);
  if ('words' in split) return split.words;
  reader.report('bad-command', leaf.span, split.error);
  return undefined;
}

/** Steps of `before` and `after`. */
export function readCommandSteps(reader: PlanReader, nodes: readonly YamlNode[], owner: string): CommandStep[] {
  return nodes.flatMap((node) => {
    const fields = Fields.of(reader, node, commandStepModel, owner, node.span);
    const command = readCommand(reader, fields?.node('command'));
    const timeoutMs = fields?.timeSpan('timeout')?.value ?? DEFAULT_STEP_TIMEOUT_MS;
    return command ? [{ command, span: node.span, timeoutMs }] : [];
  });
}

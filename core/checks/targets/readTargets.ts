import { printCondition, printSelector } from '../print.ts';
import { readAbsences } from './absence.ts';
import { cutClauses } from './clauses.ts';
import { interpret } from './interpret.ts';
import type { Previous } from './measured.ts';
import { readAmounts } from './readAmounts.ts';
import type { ReadTarget, TargetContext } from './readTarget.ts';
import { joinLengths } from './lengths.ts';
import { joinShares } from './shares.ts';
import type { Surroundings } from './surroundings.ts';
import { readSurroundings } from './surroundings.ts';
import type { Token } from './tokens.ts';
import { tokenize } from './tokens.ts';

export type { Confidence, ReadTarget, TargetContext } from './readTarget.ts';

/**
 * Reads targets the way people write them in runbooks and tables: a cell such as `< 2 minutes (P95)` or a sentence such
 * as "CPU > 90% sustained". Never throws; text that holds no target gives an empty list.
 */
export function readTargets(text: string, context: TargetContext = {}): ReadTarget[] {
  const surroundings = readSurroundings(context);
  return splitLines(tokenize(text)).flatMap((line) => readLine(line, surroundings));
}

function readLine(line: readonly Token[], surroundings: Surroundings): ReadTarget[] {
  const amounts = joinLengths(line, joinShares(line, readAmounts(line)));
  // Numbers that are no targets must not cut the words of those that are, so the clauses are cut twice.
  const isTarget = cutClauses(line, amounts).map(
    (clause) => interpret(clause, line, surroundings, undefined) !== undefined,
  );
  const kept = amounts.filter((_, index) => isTarget[index]);
  const targets: ReadTarget[] = readAbsences(line);
  let previous: Previous | undefined;
  for (const clause of cutClauses(line, kept)) {
    const read = interpret(clause, line, surroundings, previous);
    if (read === undefined) continue;
    targets.push(...read.targets);
    previous = read.previous;
  }
  return doubtSeveral(targets).sort((left, right) => left.span[0] - right.span[0]);
}

/** Of several limits for one thing in a line, each may be for a load or a level of its own. */
function doubtSeveral(targets: readonly ReadTarget[]): ReadTarget[] {
  const stated = new Map<string, Set<string>>();
  for (const one of targets) {
    const side = sideOf(one);
    if (side !== undefined) stated.set(side, (stated.get(side) ?? new Set()).add(printCondition(one.condition)));
  }
  return targets.map((one) => {
    const limits = stated.get(sideOf(one) ?? '') ?? new Set();
    if (limits.size < 2 || one.confidence !== 'certain') return one;
    return {
      ...one,
      confidence: 'likely',
      reason: `the line states several limits for it: ${[...limits].join(' and ')}`,
    };
  });
}

/** What is measured, and from which side it is limited. */
function sideOf({ selector, condition }: ReadTarget): string | undefined {
  if (selector === undefined) return undefined;
  return `${printSelector(selector)} ${condition.kind === 'range' ? '' : condition.operator.charAt(0)}`;
}

function splitLines(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'newline') lines.push([]);
    else lines.at(-1)?.push(token);
  }
  return lines.filter((line) => line.length > 0);
}

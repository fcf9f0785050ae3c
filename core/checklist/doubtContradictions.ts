import { printSelector } from '../checks/print.ts';
import type { ReadTarget } from '../checks/targets/readTarget.ts';
import type { DocumentTarget } from './checklist.ts';
import { limitOf } from './limits.ts';

export interface StatedTarget {
  read: ReadTarget;
  target: DocumentTarget;
}

/**
 * A text that promises different limits for one metric means different tests, endpoints or levels, so none of its
 * targets is certain for the whole run.
 */
export function doubtContradictions(stated: readonly StatedTarget[]): DocumentTarget[] {
  const limits = new Map<string, Map<string, number>>();
  const keyOf = ({ read, target }: StatedTarget): string | undefined =>
    // The levels of a row belong together.
    read.selector && (target.meaning === 'target' || target.on.kind === 'row')
      ? printSelector(read.selector)
      : undefined;
  for (const one of stated) {
    const key = keyOf(one);
    if (key === undefined || one.target.meaning === 'alarm') continue;
    const lines = limits.get(key) ?? new Map<string, number>();
    const limit = limitOf(one.read.condition);
    if (!lines.has(limit)) lines.set(limit, one.target.line);
    limits.set(key, lines);
  }
  return stated.map((one) => {
    const others = limits.get(keyOf(one) ?? '');
    if (one.target.confidence !== 'certain' || others === undefined || others.size < 2) return one.target;
    const own = limitOf(one.read.condition);
    const [, line] = [...others].find(([limit]) => limit !== own) ?? [];
    const reason = `line ${line ?? '?'} states another limit for it, so it may mean one test or endpoint only`;
    return { ...one.target, confidence: 'likely', reason };
  });
}

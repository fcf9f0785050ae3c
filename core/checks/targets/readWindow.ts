import type { Window } from '../check.ts';
import { UNITS } from '../../units.ts';
import { tidy } from './amount.ts';
import type { Token } from './tokens.ts';
import { readUnit } from './units.ts';

/** `for 5 minutes`, `over 30s`, behind a limit. Only these two words say how a limit looks at time. */
export function readWindow(tokens: readonly Token[], at: number): { window: Window; to: number } | undefined {
  const kind = tokens[at]?.lower;
  const length = tokens[at + 1];
  if ((kind !== 'for' && kind !== 'over') || length?.kind !== 'number') return undefined;
  const read = readUnit(tokens, at + 2);
  const unit = read.unit === undefined ? undefined : UNITS[read.unit];
  if (read.broken || unit?.dimension !== 'time') return undefined;
  const ms = tidy(length.value * read.factor * unit.factor);
  return Number.isInteger(ms) && ms > 0 && ms < 1e15 ? { window: { kind, ms }, to: read.to } : undefined;
}

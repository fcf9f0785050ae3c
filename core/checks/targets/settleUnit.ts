import type { MetricName } from '../../metrics.ts';
import { METRICS } from '../../metrics.ts';
import type { Unit } from '../../units.ts';
import type { Amount } from './amount.ts';
import { isWritable, roundedRate, tidy } from './amount.ts';
import type { Judgement } from './confidence.ts';
import { isMachineName, unitSuffixOf } from './names.ts';
import type { Token } from './tokens.ts';
import { RATE_SPELLINGS, UNIT_SPELLINGS } from './unitSpellings.ts';

/** Units that documents leave out where the metric's name carries them: `latency_p95_ms < 500`, `queries/min: 1,000`. */
export function unitFromNames(amount: Amount, before: readonly Token[], label: readonly Token[]): Amount {
  if (amount.unit !== undefined) return amount;
  const name = before.findLast((token) => token.kind === 'word');
  const suffix = name === undefined ? undefined : unitSuffixOf(name);
  const spelling = suffix === undefined ? undefined : UNIT_SPELLINGS.get(suffix);
  if (spelling !== undefined) return scaled(amount, spelling.factor, spelling.unit);

  if (amount.operator !== undefined) return amount;
  const slash = label.findLastIndex((token) => token.text === '/');
  const rate = slash < 0 ? undefined : RATE_SPELLINGS.get(label[slash + 1]?.lower ?? '');
  return rate === undefined ? amount : scaled(amount, rate.factor, rate.unit);
}

const SHARE_OF: ReadonlySet<string> = new Set(['total', 'all', 'requests', 'attempted', 'count', 'sum']);

/** `failed_requests / total_requests`: the metric that the quotient is, or that it is some other ratio. */
export function readQuotient(before: readonly Token[]): { metric?: MetricName; words: string } | undefined {
  const [part, slash, whole] = before.slice(-3);
  if (part?.kind !== 'word' || slash?.text !== '/' || whole?.kind !== 'word') return undefined;
  if (!SHARE_OF.has(whole.lower.split(/[_.]/).find((piece) => piece !== '') ?? '')) return undefined;
  // "CPU/total" in prose is a list; a quotient is spaced out or made of machine names.
  if (slash.start === part.end && !isMachineName(part)) return undefined;
  const words = `${part.text} / ${whole.text}`;
  if (/succ|passed/.test(part.lower)) return { metric: 'success_rate', words };
  return /fail|error/.test(part.lower) ? { metric: 'error_rate', words } : { words };
}

/** `0.01` of a quotient is `1%`. */
export function asPercent(amount: Amount): Amount {
  return amount.unit === undefined ? scaled(amount, 100, '%') : amount;
}

/** Gives a limit of a known metric the unit that the metric needs. */
export function unitForMetric(amount: Amount, metric: MetricName, judgement: Judgement): Amount {
  if (amount.unit !== undefined) return amount;
  switch (METRICS[metric].dimension) {
    case 'time':
      judgement.doubt('guess', 'no unit is written, milliseconds assumed');
      return scaled(amount, 1, 'ms');
    case 'ratio': {
      const isFraction = amount.low > 0 && amount.low < 1 && (amount.high ?? 0) <= 1;
      judgement.doubt(
        isFraction ? 'likely' : 'guess',
        isFraction ? 'a fraction read as percent' : 'no unit is written, percent assumed',
      );
      return scaled(amount, isFraction ? 100 : 1, '%');
    }
    case 'rate':
      judgement.doubt('likely', 'no unit is written, per second assumed');
      return scaled(amount, 1, '/s');
    default:
      return amount;
  }
}

/** Turns "500 in 10 min" into a rate. */
export function perTime(amount: Amount, length: number, unit: Unit | undefined): Amount | undefined {
  const isShort = unit === 's' || unit === 'ms';
  const rateUnit = isShort ? '/s' : '/min';
  const inUnit = unit === 'h' ? length * 60 : unit === 'ms' ? length / 1000 : length;
  return length > 0 && isWritable(amount.low / inUnit) ? scaled(amount, 1 / inUnit, rateUnit) : undefined;
}

function scaled(amount: Amount, factor: number, unit: Unit): Amount {
  const inUnit = (value: number): number => (unit === '/min' ? roundedRate(value * factor) : tidy(value * factor));
  const low = inUnit(amount.low);
  return isWritable(low)
    ? { ...amount, low, unit, ...(amount.high !== undefined && { high: inUnit(amount.high) }) }
    : amount;
}

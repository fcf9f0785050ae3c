import type { Sample, SeriesSample } from '../run/aggregate.ts';
import { milliseconds } from '../runners/hey/output.ts';
import { isOfOha } from './foreignResults.ts';
import { wholeRunEvents, type ContentEnd, type Reading } from './resultContent.ts';

const SUMMARY = /^Summary:$/m;
const NUMBER = String.raw`\s*([\d.]+|NaN)`;
const STATUS = /^[ \t]*\[(\d{3})\]\s+(\d+) responses$/gm;
const ERROR = /^[ \t]*\[(\d+)\]\s+(.+)$/gm;
/** hey prints a line of zeros for a percentile that it does not have. */
const PERCENTILE = /^[ \t]*([1-9]\d*)% in ([\d.]+) secs$/gm;

interface Figures {
  totalS: number;
  perSecond: number;
  slowestS: number;
  fastestS: number;
  averageS: number;
  percentiles: Record<string, number>;
  responses: number;
  refused: number;
  errors: number;
}

/** What hey prints when it is not asked for anything else; undefined when the text holds nothing of it. */
export function readHeyText(text: string): Reading | undefined {
  if (!SUMMARY.test(text) || !/^[ \t]*Slowest:/m.test(text) || isOfOha(text)) return undefined;
  if (text.split(/^Summary:$/m).length > 2) {
    return { kind: 'damaged', reason: 'it holds the output of several runs of hey. Put each into a file of its own' };
  }
  const told = figuresOf(text);
  if (told === undefined) {
    return {
      kind: 'damaged',
      reason: 'it holds the first lines of a summary of hey and not all of them: the file is cut off',
    };
  }
  const durationMs = lengthOf(told);
  return {
    kind: 'result',
    content: {
      kind: 'hey-text',
      durationMs,
      notes: ['hey prints times to 0.1 ms'],
      missing: [
        {
          metric: 'latency',
          reason:
            'a summary of hey tells the average, the extremes, and p10, p25, p50, p75, p90, p95 and p99 of latency alone, and those only of enough responses',
        },
      ],
      tell: (run, emit) => {
        for (const event of wholeRunEvents(run, durationMs, samplesOf(told))) emit(event);
        return endOf(told);
      },
    },
  };
}

function figuresOf(text: string): Figures | undefined {
  const figure = (name: string): number =>
    Number(new RegExp(String.raw`^[ \t]*${name}:${NUMBER}`, 'm').exec(text)?.[1] ?? undefined);
  const statuses = sectionOf(text, 'Status code distribution:');
  const [totalS, perSecond] = [figure('Total'), figure('Requests/sec')];
  if (statuses === undefined || Number.isNaN(totalS) || Number.isNaN(perSecond)) return undefined;
  const codes = [...statuses.matchAll(STATUS)].map(([, code, count]) => ({ code: Number(code), count: Number(count) }));
  const sum = (rows: readonly { count: number }[]): number => rows.reduce((all, { count }) => all + count, 0);
  const errors = [...(sectionOf(text, 'Error distribution:') ?? '').matchAll(ERROR)].map(([, count]) => ({
    count: Number(count),
  }));
  const percentiles: Record<string, number> = {};
  for (const [, percent = '', seconds] of text.matchAll(PERCENTILE))
    percentiles[percent] = milliseconds(Number(seconds));
  return {
    ...{ totalS, perSecond, percentiles },
    ...{ slowestS: figure('Slowest'), fastestS: figure('Fastest'), averageS: figure('Average') },
    responses: sum(codes),
    refused: sum(codes.filter(({ code }) => code >= 400)),
    errors: sum(errors),
  };
}

/** From a heading to the next one. */
function sectionOf(text: string, heading: string): string | undefined {
  const at = text.indexOf(`\n${heading}`);
  if (at < 0) return undefined;
  const rest = text.slice(at + 1 + heading.length);
  const next = rest.search(/^\S.*:\s*$/m);
  return next < 0 ? rest : rest.slice(0, next);
}

function samplesOf(told: Figures): SeriesSample[] {
  const { responses, refused, errors, averageS, slowestS, fastestS, percentiles } = told;
  const sampleOf = (metric: string, sample: Sample): SeriesSample => ({ metric, tags: {}, sample });
  const latency: Sample = {
    kind: 'summary',
    count: responses,
    ...{ avg: milliseconds(averageS), min: milliseconds(fastestS), max: milliseconds(slowestS), percentiles },
  };
  return [
    sampleOf('requests', { kind: 'counter', total: responses + errors }),
    sampleOf('responses', { kind: 'counter', total: responses }),
    sampleOf('failures', { kind: 'counter', total: refused + errors }),
    ...(responses > 0 ? [sampleOf('latency', latency)] : []),
  ];
}

/** The printed length has four decimals, the rate more digits, and both are of the same requests. */
function lengthOf(told: Figures): number {
  const { responses, errors, perSecond, totalS } = told;
  return perSecond > 0 && isWhole(told) ? ((responses + errors) / perSecond) * 1000 : totalS * 1000;
}

/** Whether as many requests were told of as were sent. */
function isWhole({ responses, errors, perSecond, totalS }: Figures): boolean {
  // The length has four decimals.
  const slack = perSecond * 0.0001 + 1;
  return Math.abs(perSecond * totalS - responses - errors) <= slack;
}

/** hey exits with 0 and prints its figures whatever came of its requests. */
function endOf(figures: Figures): ContentEnd {
  const { responses, errors, perSecond, totalS } = figures;
  const told = responses + errors;
  if (told === 0) return { kind: 'failed', message: 'hey sent no request' };
  if (isWhole(figures)) return { kind: 'completed' };
  return {
    kind: 'failed',
    message: `hey says that it sent about ${Math.round(perSecond * totalS)} requests, but told of ${told}: it keeps no more than 1000000 answers of a run, or the file is not whole`,
  };
}

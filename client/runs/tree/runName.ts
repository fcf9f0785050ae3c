/** What the name of a run folder tells without opening it. */
export interface RunName {
  /** As `20260131_120000`, in UTC; orders runs by time. */
  stamp: string;
  /** ms since the Unix epoch; NaN where the digits are no time. */
  startedAt: number;
  /** Test and, where several runs began in one second, `-2`, `-3` … */
  rest: string;
}

const RUN_NAME = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_(.+)$/;
const SUITE = /^suite-/;

/** Undefined for a folder that is none of a run, such as a suite's. */
export function parseRunName(name: string): RunName | undefined {
  const [, year, month, day, hour, minute, second, rest] = RUN_NAME.exec(name) ?? [];
  if (rest === undefined || SUITE.test(rest)) return undefined;
  const startedAt = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return { stamp: name.slice(0, '20260131_120000'.length), startedAt, rest };
}

/**
 * The test that a folder is a run of, by names alone. `search-2` is a second run of `search` where one began in the same
 * second, and a test of its own otherwise; `isThere` tells whether there is a folder of that name beside it.
 */
export function testInName({ stamp, rest }: RunName, isThere: (name: string) => boolean): string {
  const [, first, count] = /^(.+)-(\d+)$/.exec(rest) ?? [];
  return first !== undefined && Number(count) >= 2 && isThere(`${stamp}_${first}`) ? first : rest;
}

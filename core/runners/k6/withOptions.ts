import type { LoadTest } from '../../configs/plan/plan.ts';
import { optionTexts } from '../options.ts';
import { K6_OPTIONS } from './k6.ts';

/** What a plan says under `with` of a test with `runner: k6`. */
export interface K6Options {
  /** Every single sample is read: exact histograms of each second, stage and request. */
  samples: boolean;
  /** Which scenario of the script the plan's stages drive, where it has several. */
  scenario?: string;
  /** Variables that the script finds in `__ENV`. */
  environment: Readonly<Record<string, string>>;
  /** Tags of all samples. */
  tags: Readonly<Record<string, string>>;
}

/** Throws a `UserError` for a key that means nothing: a misspelt one would be silently ignored. */
export function readK6Options(test: LoadTest): K6Options {
  const { samples, scenario, ...families } = optionTexts('k6', K6_OPTIONS, test.with);
  const named = (family: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(families).flatMap(([key, value]) => {
        const [kind, name] = key.split('.');
        return kind === family && name !== undefined ? [[name, value]] : [];
      }),
    );
  return {
    samples: samples === 'true',
    environment: named('env'),
    tags: named('tags'),
    ...(scenario === undefined ? {} : { scenario }),
  };
}

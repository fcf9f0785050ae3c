import type { LoadTest } from '../../configs/plan/plan.ts';
import { UserError } from '../../errors.ts';
import { closest } from '../../text/closest.ts';

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

const KEYS = ['samples', 'scenario', 'env.NAME', 'tags.NAME'];

/** Throws a `UserError` for a key that means nothing: a misspelt one would be silently ignored. */
export function readK6Options(test: LoadTest): K6Options {
  const environment: Record<string, string> = {};
  const tags: Record<string, string> = {};
  let samples = false;
  let scenario: string | undefined;
  for (const [key, value] of Object.entries(test.with)) {
    const [, kind, name = ''] = /^(env|tags)\.(.+)$/.exec(key) ?? [];
    if (kind === 'env' && /^[A-Za-z_]\w*$/.test(name)) environment[name] = String(value);
    else if (kind === 'tags') tags[name] = String(value);
    else if (key === 'scenario') scenario = String(value);
    else if (key === 'samples' && typeof value === 'boolean') samples = value;
    else throw unknownKey(test.id, key);
  }
  return { samples, environment, tags, ...(scenario === undefined ? {} : { scenario }) };
}

function unknownKey(testId: string, key: string): UserError {
  if (key === 'samples') return new UserError(`Test ${testId}: \`with: { samples: … }\` is true or false.`);
  const suggestion = closest(key, KEYS);
  const hint = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
  const load = /^(vus|users|duration|iterations|stages|rate)$/.test(key) ? ' The load is stated by `stages`.' : '';
  return new UserError(
    `Test ${testId}: \`with: { ${key} }\` means nothing to \`runner: k6\`.${hint}${load} It takes ${KEYS.map((known) => `\`${known}\``).join(', ')}.`,
  );
}

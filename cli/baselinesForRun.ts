import path from 'node:path';
import type { LoadTest } from '../core/configs/plan/plan.ts';
import { readBaselineFile } from '../core/node/baselines.ts';
import { loadHash } from '../core/node/loadHash.ts';
import { baselineLookup } from '../core/run/baseline.ts';
import type { BaselineLookup } from '../core/run/limits.ts';
import type { Output } from './output.ts';
import type { PlanForRun } from './planForRun.ts';

/** The baseline of each test. One that was measured with another load says nothing about this one and is not used. */
export function baselinesForRun(
  { file, plan }: PlanForRun,
  tests: readonly LoadTest[],
  output: Output,
): Map<string, BaselineLookup | undefined> {
  const folder = path.dirname(path.resolve(file.path));
  return new Map(
    tests.map((test) => {
      const baseline = readBaselineFile(folder, test.id);
      const isOther =
        baseline?.like !== undefined &&
        baseline.like.loadHash !== loadHash(test, folder, plan.environment?.target?.value);
      if (isOther)
        output.err(
          `The baseline of ${test.id} was measured with another load, script or target, so nothing is compared with it. Choose a new one with \`headroom baseline set\`.`,
        );
      return [test.id, baseline === undefined || isOther ? undefined : baselineLookup(baseline)];
    }),
  );
}

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { parseK6Duration } from '../../../core/configs/k6/goNumbers.ts';
import { loadInsight } from '../../../core/configs/k6/load/loadInsight.ts';
import { readK6Script } from '../../../core/configs/k6/readK6Script.ts';
import { describeWithTool } from '../../support/tools.ts';
import { options } from './optionsArbitrary.ts';

/** Options that k6 is asked about in CI; the long series sets `HEADROOM_K6_OPTIONS`. */
const RUNS = Number(process.env['HEADROOM_K6_OPTIONS'] ?? 100);

/** Where `k6 inspect` answers otherwise than `k6 run`, whose answer is ours. Told by k6's own words. */
const EXCEPTIONS = [
  {
    why: 'inspect has no value for `vus`, run has 1',
    said: /scenario default has configuration errors: the number of VUs must be more than 0/,
    applies: (written: Record<string, unknown>) => (written['vus'] ?? '') === '',
  },
];

/** Loads of which no insight is given. */
const WITHOUT_INSIGHT = ['executionSegment', 'executionSegmentSequence'];

const inspection = z.object({ totalDuration: z.string(), maxVUs: z.number() });

describeWithTool('k6', 'options, compared with k6 itself', (k6) => {
  let folder = '';
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-k6-'));
    fs.writeFileSync(path.join(folder, 'config.json'), '{}');
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  async function inspect(text: string): Promise<{ refusal: string } | { totalMs: number; peakUsers: number }> {
    const file = path.join(folder, 'script.js');
    fs.writeFileSync(file, text);
    const args = [
      'inspect',
      '--execution-requirements',
      '--no-color',
      '--config',
      path.join(folder, 'config.json'),
      file,
    ];
    try {
      const { stdout } = await promisify(execFile)(k6, args, { env: { HOME: folder } });
      const { totalDuration, maxVUs } = inspection.parse(JSON.parse(stdout));
      const total = parseK6Duration(totalDuration);
      return { totalMs: 'ms' in total ? total.ms : NaN, peakUsers: maxVUs };
    } catch (error) {
      if (error instanceof Error && 'stderr' in error && 'code' in error) return { refusal: String(error.stderr) };
      throw error;
    }
  }

  it(`are refused by both or by none, and last and need as much (${RUNS})`, { timeout: 3_600_000 }, async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(options, async (written) => {
        const text = [
          "import { Trend, Rate } from 'k6/metrics';",
          "new Trend('my_trend', true); new Rate('my_rate');",
          `export const options = ${JSON.stringify(written)};`,
          'export default function () {}',
          'export function other() {}',
        ].join('\n');
        const reading = readK6Script(text, 'javascript');
        const errors = reading.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
        const said = await inspect(text);
        if ('refusal' in said) {
          const isException = EXCEPTIONS.some((one) => one.said.test(said.refusal) && one.applies({ ...written }));
          if (!isException) expect(errors, `k6 says: ${said.refusal}`).not.toEqual([]);
          return;
        }
        expect(errors, 'k6 accepts it').toEqual([]);
        const insight = reading.options && reading.load && loadInsight(reading.options, reading.load);
        if (!insight && WITHOUT_INSIGHT.some((key) => key in written)) return;
        accepted += 1;
        expect(insight?.totalMs).toBeCloseTo(said.totalMs, 3);
        expect(insight?.peakUsers).toBe(said.peakUsers);
      }),
      { numRuns: RUNS },
    );
    // A generator that only makes faults, or none, would compare nothing.
    expect(accepted).toBeGreaterThan(RUNS / 10);
    expect(accepted).toBeLessThan((RUNS * 9) / 10);
  });

  it.each([
    [
      'a ramp that is interrupted and taken up again',
      [
        { duration: '4s', target: 10 },
        { duration: '3s', target: 2 },
        { duration: '9s', target: 9 },
      ],
    ],
    [
      'a jump',
      [
        { duration: '0s', target: 7 },
        { duration: '10s', target: 7 },
        { duration: '0s', target: 0 },
      ],
    ],
    [
      'users that are held until the end',
      [
        { duration: '10s', target: 40 },
        { duration: '45s', target: 1 },
      ],
    ],
    [
      'stages that stay at nothing',
      [
        { duration: '10s', target: 4 },
        { duration: '5s', target: 0 },
        { duration: '1h', target: 0 },
      ],
    ],
    [
      'many users',
      [
        { duration: '10m', target: 20_000 },
        { duration: '7m', target: 3 },
      ],
    ],
  ])('%s', async (_, stages) => {
    for (const gracefulRampDown of ['0s', '3s', '30s']) {
      const scenarios = {
        b: { executor: 'ramping-vus', startVUs: 3, stages, gracefulRampDown, gracefulStop: '20s' },
        a: { executor: 'ramping-vus', startTime: '11s', stages, gracefulRampDown },
      };
      const text = `export const options = ${JSON.stringify({ scenarios })};\nexport default function () {}`;
      const { options: read, load } = readK6Script(text, 'javascript');
      const { totalMs, peakUsers } = loadInsight(read!, load!)!;
      expect({ totalMs, peakUsers }).toEqual(await inspect(text));
    }
  });
});

import { describe, expect, it } from 'vitest';
import { loadInsight } from '../../../core/configs/k6/load/loadInsight.ts';
import { readK6Script } from '../../../core/configs/k6/readK6Script.ts';

describe('the load of scenarios', () => {
  const loadOf = (options: string) => {
    const reading = readK6Script(`export const options = ${options}; export default function () {}`, 'javascript');
    return reading.options && reading.load && loadInsight(reading.options, reading.load);
  };

  it('has one curve each, in users or iterations per second, on one time line', () => {
    const insight = loadOf(`{ scenarios: {
      ramp: { executor: 'ramping-vus', startVUs: 0, stages: [{ duration: '10s', target: 5 }, { duration: 0, target: 2 }, { duration: '5s', target: 2 }] },
      open: { executor: 'constant-arrival-rate', startTime: '20s', rate: 30, timeUnit: '1m', duration: '1m', preAllocatedVUs: 4, maxVUs: 9 },
    } }`);
    expect(insight?.scenarios.map(({ segments }) => segments)).toEqual([
      [
        { fromMs: 0, toMs: 10_000, from: 0, to: 5, kind: 'users' },
        { fromMs: 10_000, toMs: 15_000, from: 2, to: 2, kind: 'users' },
      ],
      [{ fromMs: 20_000, toMs: 80_000, from: 0.5, to: 0.5, kind: 'rate' }],
    ]);
    expect(insight).toMatchObject({ activeMs: 80_000, totalMs: 110_000, peakUsers: 14, preparedUsers: 9 });
  });

  it.each(['{ vus: __ENV.A, duration: "5s" }', '{ ...base }', '{ executionSegment: "0:1/2" }', '{ duration: "x" }'])(
    'is not told for %s',
    (options) => expect(loadOf(options)).toBeUndefined(),
  );

  const STAGES = "const st = [{ duration: '5s', target: 1 }]; export const options = { stages: st };";
  it.each([
    "const st = []; for (const n of [1, 2]) st.push({ duration: '5s', target: n }); export const options = { stages: st };",
    "export const options = { stages: [] }; options.stages.push({ duration: '5s', target: 1 });",
    "export const options = { vus: 3, duration: '5s', stages: [] }; options.stages.push({ duration: '5s', target: 1 });",
    "export const options = { stages: [{ target: 1 }] }; options.stages.push({ duration: '5s', target: 1 });",
    `${STAGES} if (__ENV.A) st.length = 0;`,
    `${STAGES} st.forEach((stage) => { stage.duration = '9s'; });`,
  ])('is not told where stages are changed later: %s', (script) => {
    const { options, load } = readK6Script(`${script} export default function () {}`, 'javascript');
    expect(load?.kind === 'scenarios' && options && loadInsight(options, load)).toBeFalsy();
  });

  it.each(['{ stages: [] }', '{ stages: [{ target: 1 }] }'])('is one iteration for %s', (options) => {
    expect(loadOf(options)).toMatchObject({ totalMs: 630_000, peakUsers: 1 });
  });

  it('of a hundred million users is told at once, without their peak where it would have to be counted', () => {
    const insight = loadOf("{ stages: [{ duration: '1h', target: 100000000 }] }");
    expect(insight).toMatchObject({ totalMs: 3_630_000, activeMs: 3_600_000 });
  });
});

import { describe, expect, it } from 'vitest';
import { loadsOf, type ArtilleryLoad } from '../../../core/configs/artillery/load.ts';
import { readArtillery } from '../../../core/configs/artillery/readArtillery.ts';

function loads(config: string): Map<string | undefined, ArtilleryLoad> {
  const { script } = readArtillery(
    `config: { target: "http://a.test", ${config} }\nscenarios: [{ flow: [{ think: 1 }] }]`,
  );
  return new Map(script ? loadsOf(script).map(({ environment, load }) => [environment, load]) : []);
}
const loadOf = (phases: string): ArtilleryLoad | undefined => loads(`phases: [${phases}]`).get(undefined);

describe('the arrivals of one phase, as Artillery makes them', () => {
  it.each([
    ['{ arrivalRate: 5, duration: 10 }', 50, 10_000, 5],
    ['{ arrivalRate: 5, duration: 1.5m }', 450, 90_000, 5],
    ['{ arrivalRate: "3", duration: "0.05m" }', 9, 3000, 3],
    ['{ arrivalCount: 30, duration: 60 }', 30, 60_000, 0.5],
    // Counted in real runs.
    ['{ arrivalRate: 1, rampTo: 5, duration: 10 }', 30, 10_000, 5],
    ['{ rampTo: 3, duration: 3 }', 5, 3000, 3],
    ['{ arrivalRate: 3, rampTo: 1, duration: 3 }', 6, 3000, 3],
    ['{ arrivalRate: 1, rampTo: 6, duration: 4 }', 14, 4000, 6],
    ['{ arrivalRate: 1, rampTo: 5 }', 3, 1000, 5],
    ['{ pause: 2m }', 0, 120_000, 0],
    // Left out: they take no time either.
    ['{ duration: 60 }', 0, 0, 0],
    ['{ arrivalRate: 0, duration: 60 }', 0, 0, 0],
  ])('%s', (phase, totalArrivals, totalDurationMs, peakRate) => {
    expect(loadOf(phase)).toMatchObject({ totalArrivals, totalDurationMs, peakRate });
  });

  it.each(['{ arrivalRate: "{{ rate }}", duration: 1 }', '{ arrivalRate: 5 }', '{ arrivalRate: a, duration: 1 }'])(
    'is not known of %s',
    (phase) => {
      const none = { totalArrivals: undefined, totalDurationMs: undefined, peakRate: undefined };
      expect(loadOf(`${phase}, { pause: 1 }`)).toMatchObject(none);
    },
  );
});

describe('the load of a script', () => {
  it('is a curve, phase behind phase', () => {
    const load = loadOf(
      '{ name: up, rampTo: 10, duration: 10 }, { pause: 5 }, { name: hold, arrivalRate: 10, duration: 1m, maxVusers: 7 }',
    );
    expect(load?.segments).toMatchObject([
      { phase: 0, name: 'up', kind: 'ramp', fromMs: 0, toMs: 10_000, fromRate: 0, toRate: 10 },
      { phase: 1, kind: 'pause', fromMs: 10_000, toMs: 15_000, fromRate: 0, toRate: 0 },
      { phase: 2, name: 'hold', kind: 'rate', fromMs: 15_000, toMs: 75_000, fromRate: 10, toRate: 10, maxVusers: 7 },
    ]);
  });

  it.each([
    ['one virtual user where there are no phases', 'http: {}', 1, undefined],
    ['nothing for an empty list', 'phases: []', 0, undefined],
  ])('is %s', (_, config, totalArrivals, maxVusers) => {
    expect(loads(config).get(undefined)).toMatchObject({ totalArrivals, maxVusers });
  });

  it.each([
    [
      'all phases have one',
      '{ arrivalRate: 1, duration: 1, maxVusers: 5 }, { pause: 1 }, { arrivalCount: 1, duration: 1, maxVusers: 9 }',
      9,
    ],
    ['one phase has none', '{ arrivalRate: 1, duration: 1, maxVusers: 5 }, { arrivalRate: 1, duration: 1 }', undefined],
  ])('has a limit of virtual users if %s', (_, phases, maxVusers) => {
    expect(loadOf(phases)?.maxVusers).toBe(maxVusers);
  });

  it('is that of the merged phases in an environment: by position, key by key, and the rest stays', () => {
    const all = loads(
      'phases: [{ arrivalRate: 1, duration: 10 }, { arrivalRate: 10, duration: 60 }], ' +
        'environments: { fast: { phases: [{ duration: 5 }] }, long: { phases: [{}, { rampTo: 20 }, { pause: 9 }] }, plain: {} }',
    );
    expect([...all].map(([name, load]) => [name, load.totalArrivals, load.totalDurationMs])).toEqual([
      [undefined, 610, 70_000],
      ['fast', 605, 65_000],
      ['long', 10 + 900, 79_000],
      ['plain', 610, 70_000],
    ]);
  });

  it('is not asked for without an environment where only environments have a target', () => {
    const { script } = readArtillery('config: { environments: { a: { target: "http://a.test" } } }\nscenarios: []');
    expect(script && loadsOf(script).map(({ environment }) => environment)).toEqual(['a']);
  });
});

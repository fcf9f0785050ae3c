import { describe, expect, it } from 'vitest';
import { readArtillery } from '../../../core/configs/artillery/readArtillery.ts';

const HEAD = 'config:\n  target: "http://a.test"\n';
const TAIL = 'scenarios:\n  - flow:\n      - get: { url: "/" }\n';
const messagesOf = (config: string): string[] =>
  readArtillery(HEAD + config + TAIL, { fileExists: () => true }).problems.map(({ message }) => message);

describe('each environment is checked as Artillery merges it, and a problem is said once', () => {
  it('one that all have is that of the config', () => {
    const config = '  http: { timeout: 5s }\n  environments: { a: {}, b: { target: "http://b.test" } }\n';
    expect(messagesOf(config)).toEqual([expect.stringMatching(/such as 30\.$/)]);
  });

  it('one that some have says which', () => {
    const config =
      '  phases: [{ arrivalRate: 1 }]\n' +
      '  environments:\n    a: { phases: [{ duration: 1 }] }\n    b: {}\n    c: { phases: [{ duration: 2 }] }\n';
    expect(messagesOf(config)).toEqual([expect.stringContaining('(In environment `b`.)')]);
  });

  it('one that an environment mends is not said of it, and one that it brings is said at its place', () => {
    const config = '  http: { timeout: 5 }\n  environments:\n    a: { http: { timeout: 5s } }\n';
    const text = HEAD + config + TAIL;
    const [problem, ...others] = readArtillery(text).problems;
    expect(others).toEqual([]);
    expect(text.slice(...(problem?.span ?? [0, 0]))).toBe('5s');
    expect(problem?.message).toContain('(In environment `a`.)');
  });

  it('a target that every environment replaces only holds its place', () => {
    const text = (environments: string): string => `config:\n  target: unused\n  environments:\n${environments}${TAIL}`;
    const codesOf = (environments: string): string[] =>
      readArtillery(text(environments)).problems.map(({ code }) => code);
    const a = '    a: { target: "http://a.test" }\n';
    expect(codesOf(`${a}    b: { target: "http://b.test" }\n`)).toEqual([]);
    expect(codesOf(`${a}    b: {}\n`)).toEqual(['artillery-target-scheme']);
  });

  it.each(['__TARGET__', '${TARGET}', '"<target>"', '"%TARGET%/api"'])(
    'a target that a build fills in: %s',
    (target) => {
      expect(readArtillery(`config:\n  target: ${target}\n${TAIL}`).problems).toEqual([]);
    },
  );

  it('the phases that keep running are named', () => {
    const config =
      '  phases: [{ arrivalRate: 1, duration: 10 }, { rampTo: 50, duration: 60 }]\n' +
      '  environments: { a: { phases: [{ arrivalRate: 1, duration: 1 }] } }\n';
    expect(messagesOf(config)).toEqual([
      expect.stringContaining('phase 2 of `config` (a ramp from 0 to 50 arrivals per second over 60 s) runs too'),
    ]);
  });

  it('of more environments than can be checked in time, that is said', () => {
    const environments = Array.from(
      { length: 400 },
      (_, index) => `    e${index}: { target: "http://${index}.test" }\n`,
    );
    const variables = Array.from({ length: 2000 }, (_, index) => `    v${index}: ${index}\n`);
    const text = `${HEAD}  variables:\n${variables.join('')}  environments:\n${environments.join('')}${TAIL}`;
    const codes = readArtillery(text).problems.map(({ code }) => code);
    expect(codes).toEqual(['artillery-environments-not-checked']);
  });
});

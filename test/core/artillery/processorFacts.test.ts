import { describe, expect, it } from 'vitest';
import { artilleryFacts } from '../../../core/configs/artillery/artilleryFacts.ts';
import { readArtillery } from '../../../core/configs/artillery/readArtillery.ts';
import { filesBeside } from '../../support/filesBeside.ts';

const script = (processor: string): string => `config:
  target: http://127.0.0.1:3000
  processor: ${processor}
scenarios:
  - beforeScenario: prepare
    flow:
      - function: login
      - get: { url: /, afterResponse: [check] }
`;

const FILES = filesBeside({
  'all.js': 'module.exports = { prepare, login, check };',
  'some.js': 'module.exports = { prepare, login };',
  'none.js': 'function prepare() {}',
  'open.js': 'module.exports = { ...require("./all") };',
  'broken.js': 'module.exports = {',
  'module.mjs': 'export { prepare, login, check };',
  'typed.ts': 'export function prepare(context: any) {}\nexport const login = 1;\nexport const check = 2;\n',
  'data.json': '{}',
  'package/index.js': 'exports.a = 1;',
});

describe('functions are held against what the processor exports', () => {
  it.each([
    ['./all.js', []],
    ['all', []],
    ['./module.mjs', []],
    ['./typed.ts', []],
    ['some.js', ['artillery-unknown-hook check']],
    [
      './none.js',
      [
        'artillery-unknown-function-step prepare',
        'artillery-unknown-function-step login',
        'artillery-unknown-hook check',
      ],
    ],
    ['open.js', []],
    ['broken.js', ['artillery-processor-broken broken.js']],
    ['gone.js', ['artillery-processor-missing gone.js']],
    ['typed', ['artillery-processor-missing typed']],
    ['package', []],
    ['data.json', []],
    ['"{{ $env.PROCESSOR }}"', []],
  ])('%s', (processor, expected) => {
    const text = script(processor);
    const { problems } = readArtillery(text, artilleryFacts(FILES));
    expect(problems.map(({ code, span }) => `${code} ${text.slice(...span)}`)).toEqual(expected);
  });

  it('says nothing of a text that is on no disk', () => {
    expect(readArtillery(script('gone.js'), artilleryFacts({})).problems).toEqual([]);
  });

  it('says nothing of files beside a config alone, for they may be beside its script', () => {
    const text = `config:
  target: http://127.0.0.1:3000
  phases: [{ duration: 1, arrivalRate: 1 }]
  processor: gone.js
  payload: { path: gone.csv, fields: [a] }
`;
    const codes = readArtillery(text, artilleryFacts(FILES)).problems.map(({ code }) => code);
    expect(codes).toEqual(['artillery-scenarios-elsewhere']);
  });

  it('takes a function for found that the processor of one environment has', () => {
    const text = script('some.js').replace(
      'scenarios:',
      '  environments: { other: { processor: all.js } }\nscenarios:',
    );
    expect(readArtillery(text, artilleryFacts(FILES)).problems).toEqual([]);
  });
});

describe('variables that the processor seems to set', () => {
  const files = filesBeside({
    'token.js':
      'module.exports = { login };\nfunction login(context, events, done) { context.vars.token = 1; done(); }\n',
  });
  const withHeader = (name: string): string =>
    `config:\n  target: http://127.0.0.1:3000\n  processor: token.js\n  defaults: { headers: { a: "{{ ${name} }}" } }\nscenarios:\n  - flow: [{ function: login }, { get: { url: / } }]\n`;

  it.each([
    ['token', 'artillery-config-template'],
    ['other', 'artillery-config-variable'],
  ])('are too late for the config: %s', (name, code) => {
    const { problems } = readArtillery(withHeader(name), artilleryFacts(files));
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('do not close the list of those that are known in a flow', () => {
    const text = withHeader('$env.A').replace('url: /', 'url: "/{{ anything }}"');
    expect(readArtillery(text, artilleryFacts(files)).problems).toEqual([]);
  });
});

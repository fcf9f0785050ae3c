import * as assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { open } from './support.ts';
import { tokenize, type Token } from './textmate.ts';

interface Tokens {
  assertScope: (text: string, scope: string) => void;
  /** Something of it is coloured by a grammar of ours. */
  isOurs: (text: string) => boolean;
  /** All that a grammar of ours colours. */
  ours: () => string[];
}

/** The tokens of a file, made before the tests of the suite that calls this. */
function tokensOf(scopeName: string, file: string): Tokens {
  let tokens: Token[] = [];
  const isColoured = ({ scopes }: Token): boolean => scopes.some((scope) => scope.endsWith('.headroom'));
  const tokensWith = (text: string): Token[] => {
    const found = tokens.filter((token) => token.text.trim() === text);
    assert.ok(found.length > 0, `no token "${text}"`);
    return found;
  };
  before(async function () {
    const document = await open(file);
    const found = await tokenize(scopeName, document.getText());
    // A desktop VS Code keeps its tokenizer in an archive, where it cannot be taken from.
    if (!found) this.skip();
    tokens = found;
  });
  return {
    assertScope(text, scope) {
      const found = tokensWith(text).map(({ scopes }) => scopes);
      assert.ok(
        found.some((scopes) => scopes.includes(scope)),
        `"${text}" has not ${scope} but ${JSON.stringify(found)}`,
      );
    },
    isOurs: (text) => tokensWith(text).some(isColoured),
    ours: () => tokens.filter(isColoured).map(({ text }) => text),
  };
}

describe('grammar of plan files', () => {
  const { assertScope, isOurs } = tokensOf('source.headroom-plan', 'good.headroom.yaml');

  it('is YAML', () => {
    assertScope('environments', 'entity.name.tag.yaml');
  });

  it('tells the parts of a check apart', () => {
    assertScope('p95', 'support.function.statistic.headroom');
    assertScope('latency', 'variable.other.metric.headroom');
    assertScope('stage', 'entity.other.attribute-name.headroom');
    assertScope('<', 'keyword.operator.comparison.headroom');
    assertScope('500', 'constant.numeric.headroom');
    assertScope('ms', 'keyword.other.unit.headroom');
    assertScope('for', 'keyword.other.window.headroom');
    assertScope('baseline', 'variable.language.baseline.headroom');
  });

  it('reads checks without quotes and ranges', () => {
    assertScope('max', 'support.function.statistic.headroom');
    assertScope('users', 'variable.other.metric.headroom');
    assertScope('60', 'constant.numeric.headroom');
  });

  it('shows interpolations', () => {
    assertScope('target', 'variable.other.headroom');
  });

  it('leaves other strings alone', () => {
    for (const text of ['Shop', 'http', 'http://127.0.0.1:8080']) assert.equal(isOurs(text), false, text);
  });
});

describe('grammar of Artillery scripts', () => {
  const { assertScope, isOurs, ours } = tokensOf('source.yaml', 'faulty-load.yml');

  it('tells the parts of a condition apart', () => {
    assertScope('http.response_time', 'variable.other.metric.headroom');
    assertScope('p99', 'support.function.statistic.headroom');
    assertScope('<', 'keyword.operator.comparison.headroom');
    assertScope('500', 'constant.numeric.headroom');
    assertScope('and', 'keyword.operator.logical.headroom');
    assertScope('http.request_rate', 'variable.other.metric.headroom');
  });

  it('reads conditions in quotes', () => {
    assertScope('not', 'keyword.operator.logical.headroom');
    assertScope('http.codes.500', 'variable.other.metric.headroom');
  });

  it('reads the metric of a threshold', () => {
    assertScope('p95', 'support.function.statistic.headroom');
  });

  it('leaves the rest alone', () => {
    for (const text of ['http://127.0.0.1:8080', 'search', 'count>5 of p(95)<500 is text']) {
      assert.equal(isOurs(text), false, text);
    }
    assert.ok(ours().length > 10);
  });
});

describe('grammar of k6 scripts', () => {
  const { assertScope, isOurs } = tokensOf('source.js', 'faulty-k6.js');

  it('tells the parts of a threshold apart', () => {
    assertScope('p', 'support.function.statistic.headroom');
    assertScope('95', 'constant.numeric.headroom');
    assertScope('<', 'keyword.operator.comparison.headroom');
    assertScope('500', 'constant.numeric.headroom');
    assertScope('max', 'support.function.statistic.headroom');
    assertScope('rate', 'support.function.statistic.headroom');
  });

  it('reads the tags of a metric', () => {
    assertScope('http_req_duration', 'variable.other.metric.headroom');
    assertScope('scenario', 'entity.other.attribute-name.headroom');
    assertScope('browse', 'string.unquoted.tag.headroom');
  });

  it('leaves what is no threshold alone', () => {
    for (const text of ['p95<500', 'constant-vus', '30s', 'k6/http']) assert.equal(isOurs(text), false, text);
  });
});

describe('grammar of k6 options', () => {
  const { assertScope } = tokensOf('source.json', 'options.json');

  it('tells the parts of a threshold apart', () => {
    assertScope('95', 'constant.numeric.headroom');
    assertScope('<', 'keyword.operator.comparison.headroom');
  });
});

for (const [scopeName, file] of [
  ['source.js', 'plain.js'],
  ['source.ts', 'plain.ts'],
  ['source.yaml', 'compose.yaml'],
  ['source.yaml', 'notes.yaml'],
  ['source.json', 'plain.json'],
] as const) {
  describe(`grammar of ${file}`, () => {
    const { ours } = tokensOf(scopeName, file);

    it('is that of the editor alone', () => {
      assert.deepEqual(ours(), []);
    });
  });
}

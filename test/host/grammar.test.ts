import * as assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { open } from './support.ts';
import { tokenize, type Token } from './textmate.ts';

describe('grammar of plan files', () => {
  let tokens: Token[];
  const scopesOf = (text: string): string[][] =>
    tokens.filter((token) => token.text.trim() === text).map(({ scopes }) => scopes);
  const assertScope = (text: string, scope: string): void => {
    const found = scopesOf(text);
    assert.ok(
      found.some((scopes) => scopes.includes(scope)),
      `"${text}" has not ${scope} but ${JSON.stringify(found)}`,
    );
  };

  before(async function () {
    const document = await open('good.headroom.yaml');
    const found = await tokenize('source.headroom-plan', document.getText());
    // A desktop VS Code keeps its tokenizer in an archive, where it cannot be taken from.
    if (!found) this.skip();
    tokens = found;
  });

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
    for (const text of ['Shop', 'http', 'http://127.0.0.1:8080']) {
      const found = scopesOf(text);
      assert.ok(found.length > 0, `no token "${text}"`);
      assert.ok(
        found.every((scopes) => !scopes.some((scope) => scope.endsWith('.headroom'))),
        JSON.stringify(found),
      );
    }
  });
});

import { describe, expect, it } from 'vitest';
import { readText } from '../../../core/import/readText.ts';
import { textOf } from './importFixture.ts';

describe('what other tools wrote', () => {
  const hey = textOf('hey.txt');

  it.each([
    ['a summary of oha', 'oha', hey.replace(/^Summary:$/m, 'Summary:\n  Success rate:\t100.00%')],
    ['one of oha by its distribution', 'oha', hey.replace('Latency distribution:', 'Response time distribution:')],
  ])('%s is refused by the name of its tool', (_, tool, text) => {
    expect(readText(text)).toEqual({ kind: 'other', reason: expect.stringContaining(tool) });
  });

  it('is not what hey wrote, with whatever words around it', () => {
    expect(readText(`Success rate: 100 %\n${hey}`).kind).toBe('result');
  });
});

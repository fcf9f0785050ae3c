import { jsTokens, type JsToken } from '../../text/jsTokens.ts';

/** Whether a script in JavaScript or TypeScript is one of Artillery: it exports what a script in YAML has as its keys. */
export function isArtilleryModule(text: string): boolean {
  const tokens = [...jsTokens(text)];
  const names = new Set(tokens.flatMap((token, index) => namesExportedAt(tokens, index, token)));
  return names.has('config') && names.has('scenarios');
}

function namesExportedAt(tokens: readonly JsToken[], index: number, { kind, text, depth }: JsToken): string[] {
  if (kind !== 'word' || depth !== 0) return [];
  const next = (steps: number): string => tokens[index + steps]?.text ?? '';
  if (text === 'export' && /^(const|let|var)$/.test(next(1))) return [next(2)];
  if (text === 'export' && next(1) === '{') return namesInBraces(tokens, index + 1);
  if (text !== 'exports') return [];
  if (next(1) === '.') return [next(2)];
  return next(1) === '=' && next(2) === '{' ? namesInBraces(tokens, index + 2) : [];
}

/** Names in front of `,`, `:` or the end, one bracket deep. */
function namesInBraces(tokens: readonly JsToken[], open: number): string[] {
  const length = tokens.slice(open + 1).findIndex(({ text, depth }) => text === '}' && depth === 0);
  const inside = tokens.slice(open + 1, length < 0 ? undefined : open + 2 + length);
  return inside
    .filter(({ kind, depth }, at) => kind !== 'sign' && depth === 1 && /^[,:}]$/.test(inside[at + 1]?.text ?? ''))
    .map(({ text }) => text);
}

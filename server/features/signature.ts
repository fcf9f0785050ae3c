import type { Position, SignatureHelp } from 'vscode-languageserver/node';
import type { OpenText } from '../documents.ts';
import { offsetAt } from '../positions.ts';

/** What a check is made of, with the part that is being written. */
export function signatureAt({ language, lines }: OpenText, position: Position): SignatureHelp | undefined {
  const signature = language.signature(offsetAt(lines, position));
  if (!signature) return undefined;
  const { label, parts, active } = signature;
  const parameters = parts.map(({ text, meaning }) => ({ label: text, documentation: meaning }));
  return { signatures: [{ label, parameters }], activeSignature: 0, activeParameter: active };
}

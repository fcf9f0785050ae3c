import { PLAN_LANGUAGE_ID } from '../../core/protocol/lsp.ts';

/** What the server is asked for in every text that it knows. */
const EVERYWHERE = [
  'diagnostic',
  'codeAction',
  'completion',
  'hover',
  'inlayHint',
  'documentLink',
  'definition',
  'references',
] as const;
/** What the editor has of no other language server in YAML and JSON, and has in scripts. */
const IN_CONFIGS = ['signatureHelp', 'documentHighlight', 'rename'] as const;
/** What a second server would show twice. */
const STRUCTURE = ['documentSymbol', 'foldingRange'] as const;

export type Feature =
  (typeof EVERYWHERE)[number] | (typeof IN_CONFIGS)[number] | (typeof STRUCTURE)[number] | 'formatting';

/**
 * What is offered in a document by its language, so that nothing stands there twice. Only plans are formatted: for the
 * other languages people have a formatter, and VS Code would ask them which one to take.
 */
export function featuresFor(languageId: string, others: { hasYamlServer: boolean }): readonly Feature[] {
  switch (languageId) {
    case PLAN_LANGUAGE_ID:
      return [...EVERYWHERE, ...IN_CONFIGS, ...STRUCTURE, 'formatting'];
    case 'yaml':
      return [...EVERYWHERE, ...IN_CONFIGS, ...(others.hasYamlServer ? [] : STRUCTURE)];
    case 'json':
    case 'jsonc':
      return [...EVERYWHERE, ...IN_CONFIGS];
    default:
      return EVERYWHERE;
  }
}

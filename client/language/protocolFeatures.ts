import type {
  DynamicFeature,
  LanguageClient,
  ServerCapabilities,
  TextDocumentRegistrationOptions,
} from 'vscode-languageclient/node';
import type { Feature } from './features.ts';

interface ProtocolFeature {
  of: (client: LanguageClient) => DynamicFeature<TextDocumentRegistrationOptions>;
  /** What the server says of it: that it has it, or with which options. */
  capabilityIn: (capabilities: ServerCapabilities) => boolean | object | undefined;
}

/** Each feature as the protocol knows it. */
export const PROTOCOL_FEATURES: Record<Feature, ProtocolFeature> = {
  diagnostic: {
    of: (client) => client.getFeature('textDocument/diagnostic'),
    capabilityIn: ({ diagnosticProvider }) => diagnosticProvider,
  },
  codeAction: {
    of: (client) => client.getFeature('textDocument/codeAction'),
    capabilityIn: ({ codeActionProvider }) => codeActionProvider,
  },
  completion: {
    of: (client) => client.getFeature('textDocument/completion'),
    capabilityIn: ({ completionProvider }) => completionProvider,
  },
  hover: {
    of: (client) => client.getFeature('textDocument/hover'),
    capabilityIn: ({ hoverProvider }) => hoverProvider,
  },
  inlayHint: {
    of: (client) => client.getFeature('textDocument/inlayHint'),
    capabilityIn: ({ inlayHintProvider }) => inlayHintProvider,
  },
  documentLink: {
    of: (client) => client.getFeature('textDocument/documentLink'),
    capabilityIn: ({ documentLinkProvider }) => documentLinkProvider,
  },
  definition: {
    of: (client) => client.getFeature('textDocument/definition'),
    capabilityIn: ({ definitionProvider }) => definitionProvider,
  },
  references: {
    of: (client) => client.getFeature('textDocument/references'),
    capabilityIn: ({ referencesProvider }) => referencesProvider,
  },
  signatureHelp: {
    of: (client) => client.getFeature('textDocument/signatureHelp'),
    capabilityIn: ({ signatureHelpProvider }) => signatureHelpProvider,
  },
  documentHighlight: {
    of: (client) => client.getFeature('textDocument/documentHighlight'),
    capabilityIn: ({ documentHighlightProvider }) => documentHighlightProvider,
  },
  rename: {
    of: (client) => client.getFeature('textDocument/rename'),
    capabilityIn: ({ renameProvider }) => renameProvider,
  },
  documentSymbol: {
    of: (client) => client.getFeature('textDocument/documentSymbol'),
    capabilityIn: ({ documentSymbolProvider }) => documentSymbolProvider,
  },
  foldingRange: {
    of: (client) => client.getFeature('textDocument/foldingRange'),
    capabilityIn: ({ foldingRangeProvider }) => foldingRangeProvider,
  },
  formatting: {
    of: (client) => client.getFeature('textDocument/formatting'),
    capabilityIn: ({ documentFormattingProvider }) => documentFormattingProvider,
  },
};

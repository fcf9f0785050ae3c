import {
  DocumentDiagnosticReportKind,
  TextDocumentSyncKind,
  TextDocuments,
  type Connection,
  type Diagnostic,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ParsedDocuments } from './documents.ts';
import { diagnosticsOf } from './features/diagnostics.ts';

/** Long enough to skip the states between two keystrokes, short enough to feel immediate. */
const PUSH_DELAY_MS = 150;

/** Declares what the server can do and hands each request to its feature. */
export function serve(connection: Connection): void {
  const texts = new TextDocuments(TextDocument);
  const parsed = new ParsedDocuments();
  const pushes = new Map<string, NodeJS.Timeout>();
  let clientPulls = false;

  connection.onInitialize(({ capabilities }): InitializeResult => {
    clientPulls = capabilities.textDocument?.diagnostic !== undefined;
    return {
      serverInfo: { name: 'headroom' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
      },
    };
  });

  connection.languages.diagnostics.on(({ textDocument }) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: diagnose(textDocument.uri),
  }));

  // Editors that do not ask get the diagnostics sent.
  texts.onDidChangeContent(({ document: { uri } }) => {
    if (clientPulls) return;
    clearTimeout(pushes.get(uri));
    pushes.set(uri, setTimeout(push, PUSH_DELAY_MS, uri));
  });

  texts.onDidClose(({ document: { uri } }) => {
    parsed.forget(uri);
    clearTimeout(pushes.get(uri));
    pushes.delete(uri);
    if (!clientPulls) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.onShutdown(() => {
    for (const timer of pushes.values()) clearTimeout(timer);
    pushes.clear();
  });

  function push(uri: string): void {
    pushes.delete(uri);
    const document = texts.get(uri);
    if (!document) return;
    void connection.sendDiagnostics({ uri, version: document.version, diagnostics: diagnose(uri) });
  }

  function diagnose(uri: string): Diagnostic[] {
    const document = texts.get(uri);
    const content = document && guarded(`diagnostics of ${uri}`, () => parsed.get(document));
    return content ? diagnosticsOf(content) : [];
  }

  /** A bug in one feature is logged and costs that answer, not the server. */
  function guarded<T>(what: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return undefined;
    }
  }

  texts.listen(connection);
  connection.listen();
}

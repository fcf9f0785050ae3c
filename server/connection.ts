import {
  CodeActionKind,
  DocumentDiagnosticReportKind,
  TextDocumentSyncKind,
  TextDocuments,
  type Connection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  LOAD_PROFILE_REQUEST,
  TESTS_REQUEST,
  type LoadProfileAnswer,
  type LoadProfileParams,
  type TestsAnswer,
  type TestsParams,
} from '../core/protocol/lsp.ts';
import { readClosedText } from './closedText.ts';
import { OpenTexts, type OpenText } from './documents.ts';
import { codeActionsAt, FIX_ALL } from './features/codeActions.ts';
import { completionsAt } from './features/completion.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import { foldsOf } from './features/folding.ts';
import { formattingOf } from './features/formatting.ts';
import { hoverAt } from './features/hover.ts';
import { InlayHints } from './features/inlayHints.ts';
import { fileAt, linksOf } from './features/links.ts';
import { loadProfileOf } from './features/loadProfile.ts';
import { definitionsAt, highlightsAt, referencesAt, renameAt, renameRangeAt } from './features/names.ts';
import { signatureAt } from './features/signature.ts';
import { symbolsOf } from './features/symbols.ts';
import { NO_TESTS, testsOf } from './features/tests.ts';
import { isRunFile, watchFilesAround } from './filesAround.ts';
import { foldersOf, WorkspacePlans } from './workspacePlans.ts';

/** Long enough to skip the states between two keystrokes, short enough to feel immediate. */
const PUSH_DELAY_MS = 150;

/** Declares what the server can do and hands each request to its feature. */
export function serve(connection: Connection): void {
  const texts = new TextDocuments(TextDocument);
  const opened = new OpenTexts();
  const hints = new InlayHints();
  const pushes = new Map<string, NodeJS.Timeout>();
  const plans = new WorkspacePlans();
  let params: InitializeParams | undefined;
  let clientPulls = false;

  connection.onInitialize((given): InitializeResult => {
    params = given;
    clientPulls = given.capabilities.textDocument?.diagnostic !== undefined;
    return {
      serverInfo: { name: 'headroom' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, CodeActionKind.Refactor] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        completionProvider: { triggerCharacters: [' ', '"', "'", '{', '$', '.', '=', '/', '<', '>'] },
        signatureHelpProvider: { triggerCharacters: [' ', '{', '"', "'"] },
        hoverProvider: true,
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        documentLinkProvider: {},
        documentFormattingProvider: true,
        inlayHintProvider: true,
      },
    };
  });

  connection.languages.diagnostics.on(({ textDocument }) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: diagnose(textDocument.uri),
  }));
  connection.onCodeAction(({ textDocument, range, context }) =>
    answer('code actions', textDocument.uri, (open) => codeActionsAt(open, range, context.only), []),
  );
  connection.onCompletion(({ textDocument, position }) =>
    answer('completion', textDocument.uri, (open) => completionsAt(open, position), []),
  );
  connection.onHover(({ textDocument, position }) =>
    answer('hover', textDocument.uri, (open) => hoverAt(open, position), undefined),
  );
  connection.onSignatureHelp(({ textDocument, position }) =>
    answer('signature', textDocument.uri, (open) => signatureAt(open, position), undefined),
  );
  connection.onDocumentSymbol(({ textDocument }) => answer('symbols', textDocument.uri, symbolsOf, []));
  connection.onFoldingRanges(({ textDocument }) => answer('folding', textDocument.uri, foldsOf, []));
  connection.onDefinition(({ textDocument, position }) =>
    answer('definition', textDocument.uri, (open) => [...definitionsAt(open, position), ...fileAt(open, position)], []),
  );
  connection.onReferences(({ textDocument, position, context }) =>
    answer('references', textDocument.uri, (open) => referencesAt(open, position, context.includeDeclaration), []),
  );
  connection.onDocumentHighlight(({ textDocument, position }) =>
    answer('highlights', textDocument.uri, (open) => highlightsAt(open, position), []),
  );
  connection.onPrepareRename(({ textDocument, position }) =>
    answer('rename', textDocument.uri, (open) => renameRangeAt(open, position), undefined),
  );
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const open = openText(textDocument.uri);
    return open && renameAt(open, position, newName);
  });
  connection.onDocumentLinks(({ textDocument }) => answer('links', textDocument.uri, linksOf, []));
  connection.onDocumentFormatting(({ textDocument }) =>
    answer('formatting', textDocument.uri, formattingOf, Promise.resolve([])),
  );
  connection.languages.inlayHint.on(({ textDocument, range }) =>
    answer('hints', textDocument.uri, (open) => hints.in(open, range), Promise.resolve([])),
  );
  connection.onRequest(TESTS_REQUEST, ({ uri }: TestsParams) =>
    answer<TestsAnswer>('tests', uri, testsOf, NO_TESTS, readClosedText),
  );

  connection.onRequest(LOAD_PROFILE_REQUEST, ({ uri }: LoadProfileParams) =>
    answer<LoadProfileAnswer>('loads', uri, loadProfileOf, { loads: [] }),
  );

  // Editors that do not ask get the diagnostics sent.
  texts.onDidChangeContent(({ document: { uri } }) => {
    if (!clientPulls) pushSoon(uri);
  });
  // Editors that do not watch files tell at least what they save themselves.
  texts.onDidSave(({ document: { uri } }) => filesChanged([uri]));

  texts.onDidClose(({ document: { uri } }) => {
    opened.forget(uri);
    clearTimeout(pushes.get(uri));
    pushes.delete(uri);
    if (!clientPulls) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.onShutdown(() => {
    for (const timer of pushes.values()) clearTimeout(timer);
    pushes.clear();
  });

  connection.onInitialized(() => {
    const { workspace } = params?.capabilities ?? {};
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      unlessRefused('The editor does not watch files', watchFilesAround(connection));
    }
    if (workspace?.workspaceFolders === true) connection.workspace.onDidChangeWorkspaceFolders(lookForPlans);
    lookForPlans();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes.map(({ uri }) => uri)));

  /** Large workspaces take a while, and the first answers need not wait for it. */
  function lookForPlans(): void {
    const find = async (): Promise<void> => {
      const known = params?.capabilities.workspace?.workspaceFolders === true;
      const now = known ? await connection.workspace.getWorkspaceFolders() : undefined;
      await plans.find(now?.map(({ uri }) => uri) ?? (params ? foldersOf(params) : []));
      sayAgain();
    };
    unlessRefused('The plans of the workspace could not be looked for', find());
  }

  function filesChanged(uris: readonly string[]): void {
    const named = uris.filter((uri) => !isRunFile(uri));
    if (named.length > 0) {
      opened.lookAgain();
      plans.changed(named);
      sayAgain();
    }
    // What the last run measured stands behind the checks.
    const canRefresh = params?.capabilities.workspace?.inlayHint?.refreshSupport === true;
    if (named.length < uris.length && canRefresh) {
      unlessRefused('The editor did not ask for hints again', connection.languages.inlayHint.refresh());
    }
  }

  function sayAgain(): void {
    if (!clientPulls) for (const uri of texts.keys()) pushSoon(uri);
    else if (params?.capabilities.workspace?.diagnostics?.refreshSupport === true) {
      unlessRefused('The editor did not ask again', connection.languages.diagnostics.refresh());
    }
  }

  /** What goes on beside the answers. That it failed is said in the log. */
  function unlessRefused(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      connection.console.warn(`${what}: ${String(error)}`);
    });
  }

  function pushSoon(uri: string): void {
    clearTimeout(pushes.get(uri));
    pushes.set(uri, setTimeout(push, PUSH_DELAY_MS, uri));
  }

  function push(uri: string): void {
    pushes.delete(uri);
    const document = texts.get(uri);
    if (!document) return;
    void connection.sendDiagnostics({ uri, version: document.version, diagnostics: diagnose(uri) });
  }

  function diagnose(uri: string): Diagnostic[] {
    return answer('diagnostics', uri, (open) => diagnosticsOf(open, plans.others(uri)), []);
  }

  function openText(uri: string): OpenText | undefined {
    const document = texts.get(uri);
    return document && opened.get(document);
  }

  /** What a feature says of an open text, or of what `otherwise` has of one that is not. A bug in one feature is logged and costs that answer, not the server. */
  function answer<T>(
    what: string,
    uri: string,
    ask: (open: OpenText) => T,
    nothing: T,
    otherwise?: (uri: string) => OpenText | undefined,
  ): T {
    try {
      const open = openText(uri) ?? (texts.get(uri) ? undefined : otherwise?.(uri));
      return open ? ask(open) : nothing;
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      connection.console.error(`${what} of ${uri}: ${detail}`);
      return nothing;
    }
  }

  texts.listen(connection);
  connection.listen();
}

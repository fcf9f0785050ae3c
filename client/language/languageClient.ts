import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  TextDocumentSyncKind,
  TransportKind,
  type DocumentSelector,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import { messageOf } from '../../core/errors.ts';
import {
  LOAD_PROFILE_REQUEST,
  TESTS_REQUEST,
  type LoadProfileAnswer,
  type TestsAnswer,
} from '../../core/protocol/lsp.ts';
import { featuresFor } from './features.ts';
import { PROTOCOL_FEATURES } from './protocolFeatures.ts';
import { Restarts } from './restarts.ts';

/**
 * The protocol's side of the language server, a bundle of its own. Nothing is offered for whole languages: each
 * document that is served has its features registered for itself alone, so that VS Code asks nothing about any other.
 */
export class HeadroomLanguageClient {
  private readonly client: LanguageClient;
  /** By URI, with the id of its registrations; undefined while the server is not running. */
  private readonly documents = new Map<string, { document: vscode.TextDocument; id: string | undefined }>();
  private isReady = false;
  private started: Promise<void>;
  private lastId = 0;

  constructor(
    serverModule: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const server = { module: serverModule, transport: TransportKind.stdio };
    this.client = new LanguageClient('headroom', 'Headroom', server, optionsWith(log));
    this.client.onDidChangeState(({ newState }) => {
      // A server that ended takes its registrations with it, and is started again with none.
      this.isReady = false;
      for (const served of this.documents.values()) served.id = undefined;
      if (newState === State.Running) this.started = this.registerAll();
    });
    this.started = this.registerAll();
  }

  get isRunning(): boolean {
    return this.client.isRunning();
  }

  serve(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    if (this.documents.has(uri)) return;
    this.documents.set(uri, { document, id: undefined });
    if (this.isReady) this.register(uri);
  }

  /** The server is told that the document is closed, and what was said of it goes away. */
  release(uri: string): void {
    const id = this.documents.get(uri)?.id;
    this.documents.delete(uri);
    if (id === undefined) return;
    for (const { of } of Object.values(PROTOCOL_FEATURES)) of(this.client).unregister(id);
    this.client.getFeature('textDocument/didOpen').unregister(id);
    this.client.getFeature('textDocument/didChange').unregister(id);
    // Last, because this tells the server.
    this.client.getFeature('textDocument/didClose').unregister(id);
  }

  async loadProfileOf({ uri }: vscode.TextDocument): Promise<LoadProfileAnswer> {
    // The texts are sent once it has started.
    await this.started;
    return this.client.sendRequest<LoadProfileAnswer>(LOAD_PROFILE_REQUEST, { uri: uri.toString() });
  }

  async testsOf(uri: vscode.Uri): Promise<TestsAnswer> {
    await this.started;
    return this.client.sendRequest<TestsAnswer>(TESTS_REQUEST, { uri: uri.toString() });
  }

  async stop(): Promise<void> {
    this.documents.clear();
    await this.client.dispose();
  }

  /** Starts the server where it is not running yet. */
  private async registerAll(): Promise<void> {
    try {
      await this.client.start();
      this.isReady = true;
      for (const uri of this.documents.keys()) this.register(uri);
    } catch (error) {
      this.log.error(`The language server did not start: ${messageOf(error)}`);
    }
  }

  private register(uri: string): void {
    const served = this.documents.get(uri);
    const capabilities = this.client.initializeResult?.capabilities;
    if (!served || !capabilities || served.id !== undefined) return;
    const { languageId, uri: place } = served.document;
    const id = `headroom-${String(++this.lastId)}`;
    served.id = id;
    // A pattern that is the whole path matches that file alone, whatever its name is made of.
    const documentSelector: DocumentSelector = [{ scheme: place.scheme, language: languageId, pattern: place.fsPath }];
    // The server has to know the text before it is asked about it.
    const syncKind = TextDocumentSyncKind.Incremental;
    this.client.getFeature('textDocument/didClose').register({ id, registerOptions: { documentSelector } });
    this.client.getFeature('textDocument/didChange').register({ id, registerOptions: { documentSelector, syncKind } });
    this.client.getFeature('textDocument/didOpen').register({ id, registerOptions: { documentSelector } });
    for (const name of featuresFor(languageId, { hasYamlServer: hasYamlServer() })) {
      const { of, capabilityIn } = PROTOCOL_FEATURES[name];
      const capability = capabilityIn(capabilities);
      if (capability === undefined || capability === false) continue;
      const options = capability === true ? {} : capability;
      of(this.client).register({ id, registerOptions: { ...options, documentSelector } });
    }
  }
}

const GIVEN_UP =
  'The Headroom language server ended five times within three minutes and is not started again. The output channel ' +
  '"Headroom" has what it said; "Developer: Reload Window" starts it anew.';

function optionsWith(outputChannel: vscode.LogOutputChannel): LanguageClientOptions {
  const restarts = new Restarts();
  return {
    documentSelector: [],
    outputChannel,
    diagnosticPullOptions: { onChange: true, onSave: true },
    errorHandler: {
      // A server that is written to while it ends is not shut down for that: what follows its end is decided below.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () =>
        restarts.mayRestart(Date.now())
          ? { action: CloseAction.Restart, handled: true }
          : { action: CloseAction.DoNotRestart, message: GIVEN_UP },
    },
  };
}

/** Red Hat's YAML extension, which has an outline and folding for every YAML file. */
function hasYamlServer(): boolean {
  return vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined;
}

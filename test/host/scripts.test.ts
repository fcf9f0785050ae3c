import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { HeadroomApi } from '../../client/extension.ts';
import { headroomApi, headroomDiagnostics, open, replaceText, until } from './support.ts';

/** Texts under the diagnostics, once there are any. */
async function faultsOf(document: vscode.TextDocument): Promise<string[]> {
  const found = await until(`diagnostics of ${document.fileName}`, () => {
    const all = headroomDiagnostics(document);
    return all.length > 0 ? all : undefined;
  });
  return found.map(({ range }) => document.getText(range));
}

const noFaults = (document: vscode.TextDocument): Promise<boolean> =>
  until(`no diagnostic of ${document.fileName}`, () => (headroomDiagnostics(document).length === 0 ? true : undefined));

async function openUntitled(language: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  return document;
}

const K6_SCRIPT = `import http from 'k6/http';
export const options = { thresholds: { http_reqs: ['p95<500'] } };
export default () => http.get('http://127.0.0.1:8080/');
`;

describe('scripts of other tools', () => {
  let api: HeadroomApi;
  before(async () => {
    await open('faulty-load.yml');
    api = await headroomApi();
  });

  for (const [name, fault] of [
    ['faulty-load.yml', /arivalRate/],
    ['faulty-k6.js', /p95/],
    ['options.json', /-1/],
  ] as const) {
    it(`${name} has its faults under the characters that are wrong`, async () => {
      const document = await open(name);
      const faults = await faultsOf(document);
      assert.equal(faults.length, 1, JSON.stringify(faults));
      assert.match(faults[0] ?? '', fault);
    });
  }

  it('faults go away when the text is mended', async () => {
    const document = await open('faulty-k6.js');
    await faultsOf(document);
    await replaceText(document, "'p95<500'", "'rate>5'");
    await noFaults(document);
    await replaceText(document, "'rate>5'", "'p95<500'");
    await faultsOf(document);
  });

  it('the load is told where the options are', async () => {
    const document = await open('faulty-k6.js');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [hint] = await until('a hint', async () => {
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        whole,
      );
      return hints.length > 0 ? hints : undefined;
    });
    assert.match(typeof hint?.label === 'string' ? hint.label : '', /users/);
  });

  it('what is not saved yet is served too', async () => {
    const document = await openUntitled('javascript', K6_SCRIPT);
    assert.deepEqual(await faultsOf(document), ['p95']);
  });

  it('a text that becomes a script while it is written is served from then on', async () => {
    const document = await openUntitled('typescript', 'const nothing = 1;\n');
    assert.equal(await api.serves(document), false);
    await replaceText(document, 'const nothing = 1;\n', K6_SCRIPT);
    assert.deepEqual(await faultsOf(document), ['p95']);
    await replaceText(document, "'p95<500'", "'rate>5'");
    await noFaults(document);
  });

  it('another language ends the service, and the first one begins it anew', async () => {
    const document = await open('faulty-load.yml');
    await faultsOf(document);
    const plain = await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await noFaults(plain);
    assert.equal(await api.serves(plain), false);
    const again = await vscode.languages.setTextDocumentLanguage(plain, 'yaml');
    assert.equal((await faultsOf(again)).length, 1);
  });

  it('only plans are formatted', async () => {
    const editsOf = (document: vscode.TextDocument): Thenable<vscode.TextEdit[] | undefined> =>
      vscode.commands.executeCommand('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 2 });
    const plan = await open('good.headroom.yaml');
    await replaceText(plan, 'name: Shop', 'name:    Shop');
    await until('edits of the plan', async () => ((await editsOf(plan))?.length ? true : undefined));
    const script = await open('load-profile.yml');
    assert.equal(await api.serves(script), true);
    await replaceText(script, 'config:', 'config:   ');
    assert.equal((await editsOf(script))?.length ?? 0, 0);
  });

  it('what other extensions say of YAML stands beside what we say', async () => {
    const script = await open('load-profile.yml');
    assert.equal(await api.serves(script), true);
    const start = new vscode.Position(0, 0);
    const other = vscode.Disposable.from(
      vscode.languages.registerDocumentFormattingEditProvider('yaml', {
        provideDocumentFormattingEdits: () => [vscode.TextEdit.insert(start, '# formatted\n')],
      }),
      vscode.languages.registerCompletionItemProvider('yaml', {
        provideCompletionItems: () => [new vscode.CompletionItem('from-another-extension')],
      }),
      vscode.languages.registerHoverProvider('yaml', {
        provideHover: () => new vscode.Hover('from another extension'),
      }),
    );
    try {
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
        'vscode.executeFormatDocumentProvider',
        script.uri,
        { tabSize: 2 },
      );
      assert.deepEqual(
        edits.map(({ newText }) => newText),
        ['# formatted\n'],
      );
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        script.uri,
        start,
      );
      assert.ok(items.some(({ label }) => label === 'from-another-extension'));
      const atPhases = script.positionAt(script.getText().indexOf('phases') + 1);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        script.uri,
        atPhases,
      );
      const texts = hovers.flatMap(({ contents }) =>
        contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')),
      );
      assert.ok(
        texts.some((text) => text.includes('from another extension')),
        texts.join(),
      );
      assert.ok(
        texts.some((text) => text.includes('arrivals/s')),
        texts.join(),
      );
    } finally {
      other.dispose();
    }
  });

  it('a server that ended is started again and serves what was open', async function () {
    // Only there the server's process is found, in /proc.
    if (process.platform !== 'linux') this.skip();
    const document = await open('faulty-k6.js');
    await faultsOf(document);
    const first = serverProcess();
    assert.ok(first !== undefined, 'no process of the server');
    process.kill(first, 'SIGKILL');
    // It is written to while it ends, as when somebody goes on typing.
    await replaceText(document, "'p95<500'", "'p95<501'");
    await replaceText(document, "'p95<501'", "'p95<500'");
    await until('another server', () => {
      const next = serverProcess();
      return next !== undefined && next !== first && api.isLanguageServerRunning() ? true : undefined;
    });
    await replaceText(document, "'p95<500'", "'rate>5'");
    await noFaults(document);
    await replaceText(document, "'rate>5'", "'p95<500'");
    await faultsOf(document);
  });
});

describe('switches', () => {
  const set = (name: string, value: boolean | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Workspace);
  after(async () => {
    for (const name of ['headroom.k6.enable', 'headroom.artillery.enable']) await set(name, undefined);
  });

  for (const [setting, name] of [
    ['headroom.k6.enable', 'faulty-k6.js'],
    ['headroom.artillery.enable', 'faulty-load.yml'],
  ] as const) {
    it(`${setting} leaves the scripts of the tool alone`, async () => {
      const document = await open(name);
      await faultsOf(document);
      await set(setting, false);
      await noFaults(document);
      assert.equal(await (await headroomApi()).serves(document), false);
      await set(setting, true);
      await faultsOf(document);
    });
  }
});

describe('the extension', () => {
  it('is small where it is loaded with every file of its languages', () => {
    const extension = vscode.extensions.getExtension('headroom.headroom');
    assert.ok(extension);
    const { size } = fs.statSync(path.join(extension.extensionPath, 'dist', 'client.js'));
    assert.ok(size <= 60 * 1024, `dist/client.js has ${String(size)} bytes`);
  });
});

/** The server that the extension host has started, by /proc. */
function serverProcess(): number | undefined {
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const command = fs.readFileSync(`/proc/${name}/cmdline`, 'utf8');
      const [, parent] = /\) \S (\d+) /.exec(fs.readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      if (parent === String(process.pid) && command.includes('server.js')) return Number(name);
    } catch {
      // It ended while it was looked at.
    }
  }
  return undefined;
}

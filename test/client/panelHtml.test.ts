import { describe, expect, test } from 'vitest';
import { panelHtml } from '../../client/panels/panelHtml.ts';

const page = panelHtml({
  title: 'a "run" <b>',
  cspSource: 'https://example.test',
  nonce: 'n0nce',
  script: 'https://example.test/webview.js?a=1&b=2',
  styles: 'https://example.test/webview.css',
  waiting: 'Reading <it> …',
});

describe('the page of a panel', () => {
  test('allows one script and the styles of the extension, nothing else', () => {
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      'style-src https://example.test',
      "script-src 'nonce-n0nce'",
    ]);
  });

  test('has no script or style of its own', () => {
    expect(page.match(/<script\b[^>]*>/g)).toEqual([
      '<script type="module" nonce="n0nce" src="https://example.test/webview.js?a=1&amp;b=2">',
    ]);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });

  test('writes texts as texts', () => {
    expect(page).toContain('<title>a &quot;run&quot; &lt;b&gt;</title>');
  });

  test('says that it is at work until there is something to show', () => {
    expect(page).toContain('<p role="status">Reading &lt;it&gt; …</p>');
  });
});

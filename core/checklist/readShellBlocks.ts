import type { LineIndex } from '../text/lineIndex.ts';
import type { ShellBlock } from './checklist.ts';
import type { Block } from './markdown/blocks.ts';
import type { MarkdownDocument } from './markdown/parseMarkdown.ts';

const SHELLS: ReadonlySet<string> = new Set(
  'sh bash shell zsh fish ksh console shell-session terminal powershell pwsh ps1 cmd bat batch'.split(' '),
);

/** The fenced blocks whose language is one of a shell. */
export function readShellBlocks(document: MarkdownDocument, blocks: readonly Block[], lines: LineIndex): ShellBlock[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'code' || !SHELLS.has((block.node.lang ?? '').toLowerCase())) return [];
    const span = document.spanOf(block.node);
    return [
      {
        language: block.node.lang ?? '',
        line: lines.position(span[0]).line + 1,
        span,
        code: block.node.value,
        path: block.path,
      },
    ];
  });
}

import { idClaimer, SEPARATOR } from '../readItems.ts';
import type { ShellBlock } from '../checklist.ts';
import type { Span } from '../../text/span.ts';
import { showsPrompt, typedInSession } from './sessionText.ts';

/** What runs a block: a program that reads the commands. `shell` is whichever of bash and sh there is. */
export type BlockShell = 'bash' | 'sh' | 'zsh' | 'shell' | 'powershell';

/** A block of commands that can be run. */
export interface RunbookBlock {
  /** The headings above; the second block below the same ones has `#2`. */
  id: string;
  /** The heading that it stands under; its id where it stands under none. */
  title: string;
  shell: BlockShell;
  /** As written: `bash`. */
  language: string;
  line: number;
  span: Span;
  /** As written between the fences. */
  code: string;
  /** What is run: without prompts and without what a session shows as printed. */
  commands: string;
}

const SHELLS: Readonly<Record<string, BlockShell | 'session'>> = {
  bash: 'bash',
  sh: 'sh',
  shell: 'shell',
  zsh: 'zsh',
  console: 'session',
  'shell-session': 'session',
  powershell: 'powershell',
  pwsh: 'powershell',
};

/** Blocks that can be run. Others, and sessions in which nothing was typed, keep their places in the count of ids. */
export function runbookBlocks(blocks: readonly ShellBlock[]): RunbookBlock[] {
  const claimId = idClaimer();
  return blocks.flatMap(({ language, line, span, code, path }) => {
    const id = claimId(path.length === 0 ? 'Commands' : path.join(SEPARATOR));
    const shell = SHELLS[language.toLowerCase()];
    if (shell === undefined) return [];
    const isSession = shell === 'session' || showsPrompt(code);
    const commands = isSession ? typedInSession(code) : code;
    if (commands.trim() === '') return [];
    const title = path.at(-1) ?? id;
    return [{ id, title, shell: shell === 'session' ? 'shell' : shell, language, line, span, code, commands }];
  });
}

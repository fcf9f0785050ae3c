import type { Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import type { YamlReading } from '../yaml/readYaml.ts';

/** What a problem says is missing, and where that could have been written. */
interface Absence {
  /** One of these words would have to stand there. Undefined: anything would do. */
  words?: readonly string[];
  /** Top-level keys under which it can be declared. Undefined: in the very block that the problem is about. */
  sections?: readonly string[];
}

type AbsenceOf = (message: string) => Absence;

/** Names are quoted in messages; the missing one comes first, and keys come behind `needs`. */
const quotedIn = (message: string): string[] => Array.from(message.matchAll(/`([^`]+)`/g), ([, name = '']) => name);
const declaredUnder =
  (...sections: string[]): AbsenceOf =>
  (message) => ({ words: quotedIn(message).slice(0, 1), sections });
const neededKeys: AbsenceOf = (message) => ({ words: quotedIn(message.slice(message.indexOf(' needs '))) });

const ABSENCES: ReadonlyMap<string, AbsenceOf> = new Map([
  ['missing-key', neededKeys],
  ['runner-needs', neededKeys],
  ['missing-stages', () => ({ words: ['stages'] })],
  ['stage-load', () => ({ words: ['users', 'rate'] })],
  ['empty-value', () => ({})],
  ['no-target', () => ({ words: ['target'], sections: ['environments'] })],
  ['unknown-name', declaredUnder('variables', 'environments', 'tests')],
  ['unknown-secret', declaredUnder('secrets')],
  ['unknown-requirement', declaredUnder('requirements')],
  ['unknown-environment', declaredUnder('environments')],
  ['unknown-test', declaredUnder('tests')],
  ['unknown-stage', declaredUnder('tests')],
  ['unknown-request', declaredUnder('tests')],
  ['unknown-column', () => ({ words: ['data'], sections: ['tests'] })],
]);

/**
 * Leaves out what is only the echo of broken syntax: what is said about characters that were read over, and what seems
 * to be missing while the text that was not read names it at a place where it counts.
 */
export function withoutEchoes(problems: readonly Problem[], text: string, reading: YamlReading): Problem[] {
  const { readOver, brokenFrom } = reading;
  const unread = new UnreadText(text, brokenFrom < text.length ? [...readOver, [brokenFrom, text.length]] : readOver);
  return problems.filter((problem) => {
    const { span } = problem;
    if (span[1] >= brokenFrom || readOver.some(([start, end]) => span[0] >= start && span[1] <= end)) return false;
    const absence = ABSENCES.get(problem.code)?.(problem.message);
    return !absence || !unread.mayHold(absence, span);
  });
}

interface Stretch {
  span: Span;
  /** Those in `${…}` are left out: they use names and declare nothing. */
  words: ReadonlySet<string>;
  /** Top-level key it stands under; undefined where it begins at the top itself. */
  section: string | undefined;
}

class UnreadText {
  private readonly stretches: Stretch[];
  private readonly readable: string;

  constructor(
    private readonly text: string,
    spans: readonly Span[],
  ) {
    this.stretches = spans
      .filter(([start, end]) => /\S/.test(text.slice(start, end)))
      .map((span) => this.stretch(span));
    this.readable = withBlanks(text, spans);
  }

  mayHold({ words, sections }: Absence, about: Span): boolean {
    const block = sections ? undefined : this.blockOf(about);
    return this.stretches.some(({ span, words: held, section }) => {
      if (sections && section !== undefined && !sections.includes(section)) return false;
      if (block && (span[1] < block[0] || span[0] > block[1])) return false;
      if (!words) return this.columnAt(span[0]) > this.columnAt(about[0]);
      // A merge of something unknown may bring any key.
      return held.has('<<') || words.some((word) => wordsOf(word).every((part) => held.has(part)));
    });
  }

  private stretch(span: Span): Stretch {
    const { text } = this;
    const start = span[0] + text.slice(...span).search(/\S/);
    const before = text.slice(0, text.lastIndexOf('\n', start - 1) + 1);
    const isAtTop = start === before.length && /[^\s\-#]/.test(text[start] ?? '');
    const section = isAtTop
      ? undefined
      : /(?:^|\n)["']?([a-z_]+)["']?[ \t]*:[^]*?$/.exec(lastTopLine(text, start))?.[1];
    const words = new Set(wordsOf(text.slice(start, span[1]).replace(/\$\{[^}]*\}/g, '')));
    return { span, words, section };
  }

  /** From the problem to the next line that is read and no deeper; the whole text for one about the whole plan. */
  private blockOf(about: Span): Span {
    if (about[0] === about[1]) return [0, this.text.length];
    const column = this.columnAt(about[0]);
    for (const { index } of this.readable.slice(about[0]).matchAll(/\n *(?=[^\s#])/g)) {
      const lineStart = about[0] + index + 1;
      const content = lineStart + this.readable.slice(lineStart).search(/\S/);
      if (content - lineStart <= column) return [about[0], Math.max(about[1], lineStart - 1)];
    }
    return [about[0], this.text.length];
  }

  private columnAt(offset: number): number {
    const lineStart = this.text.lastIndexOf('\n', offset - 1) + 1;
    return /^[ \t-]*/.exec(this.text.slice(lineStart, offset))?.[0].length ?? 0;
  }
}

function lastTopLine(text: string, before: number): string {
  for (let end = before; end > 0;) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    if (/^["'a-z_]/.test(text[start] ?? '')) return text.slice(start, end);
    end = start - 1;
  }
  return '';
}

/** Quotes, brackets, commas and colons end a word; `stage=peak` and `$.peak` are other words than `peak`. */
function wordsOf(text: string): string[] {
  return (text.match(/[^\s,:"'[\]{}]+/g) ?? []).map((word) => word.replace(/^-+(?=.)/, ''));
}

function withBlanks(text: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    pieces.push(text.slice(at, from), text.slice(from, end).replace(/[^\n]/g, ' '));
    at = end;
  }
  return pieces.join('') + text.slice(at);
}

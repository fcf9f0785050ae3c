import type { Span } from '../../text/span.ts';
import { finishWord, newDraft, type Draft } from './draftCommand.ts';
import type { ShellContext, ShellReading } from './shellCommand.ts';

interface ShellStretch {
  span: Span;
  context: ShellContext;
}

interface PendingHereDocument {
  end: string;
  isIndented: boolean;
  command: Draft;
}

/** Reads the text of a POSIX shell, bash or zsh well enough to ask about it. Never throws, and never runs anything. */
export function readShell(text: string): ShellReading {
  const reader = new ShellReader(text);
  reader.readAll();
  const { stretches } = reader;
  const innermost = (offset: number): ShellStretch | undefined =>
    stretches.findLast(({ span: [from, to] }) => from <= offset && offset < to);
  return {
    commands: reader.commands.map(({ words, outputs, emptied, reads, inputs, span, pipeline, within }) => ({
      ...{ words, outputs, emptied, reads, inputs, span, pipeline },
      ...(within === undefined ? {} : { within }),
    })),
    contextAt: (offset) => innermost(offset)?.context ?? 'plain',
    stretchAt: (offset) => innermost(offset)?.span,
  };
}

/** What stands in a word for the commands of a substitution. */
const SUBSTITUTED = '$()';
/** Nobody nests deeper; a text made to exhaust the stack must not. */
const DEEPEST = 50;

class ShellReader {
  readonly commands: Draft[] = [];
  /** What is not plain; an inner stretch stands behind the one around it. */
  readonly stretches: ShellStretch[] = [];
  private at = 0;
  private pipelines = 0;
  private pending: PendingHereDocument[] = [];
  private depth = 0;
  private isInDouble = false;

  constructor(private readonly text: string) {}

  /** A closing bracket that nothing opened, as in `case`, ends a command and no more. */
  readAll(): void {
    while (this.at < this.text.length) {
      this.readList('', undefined);
      this.at += 1;
    }
  }

  private readList(end: string, within: number | undefined): void {
    let pipeline = ++this.pipelines;
    let draft = newDraft(pipeline, within);
    const finish = (): void => {
      finishWord(draft);
      if (draft.words.length + draft.outputs.length + draft.reads.length + draft.inputs.length > 0)
        draft.span[1] = this.at;
      draft = newDraft(pipeline, within);
    };
    const nextPipeline = (): void => {
      pipeline = ++this.pipelines;
      finish();
    };
    while (this.at < this.text.length) {
      const char = this.text.charAt(this.at);
      if (char === end) {
        finish();
        return;
      }
      if (char === '\n') {
        nextPipeline();
        this.at += 1;
        this.readHereDocuments();
      } else if (char === ' ' || char === '\t' || char === '\r') {
        finishWord(draft);
        this.at += 1;
      } else if (this.text.startsWith('\\\n', this.at)) {
        // A line that goes on begins no word: behind `&& \` stands the program.
        this.at += 2;
      } else if (char === '#' && draft.word === undefined) {
        this.skip(lineEnd(this.text, this.at), 'comment');
      } else if (char === ';' || char === '&') {
        if (char === '&' && this.text[this.at + 1] === '>') {
          this.at += 1;
          continue;
        }
        nextPipeline();
        this.at += 1;
      } else if (char === '|') {
        const isOr = this.text[this.at + 1] === '|';
        if (isOr) nextPipeline();
        else finish();
        this.at += isOr || this.text[this.at + 1] === '&' ? 2 : 1;
      } else if (char === '(' && draft.word === undefined) {
        nextPipeline();
        this.nested(')', within);
      } else if (char === ')') {
        if (end === '') {
          finish();
          return;
        }
        nextPipeline();
        this.at += 1;
      } else if ((char === '<' || char === '>') && this.text[this.at + 1] === '(') {
        this.begin(draft);
        this.at += 1;
        this.append(draft, this.nested(')', this.commands.lastIndexOf(draft)));
      } else if (char === '<' || char === '>') {
        this.readRedirection(draft);
      } else {
        this.begin(draft);
        this.append(draft, this.readPiece(draft));
      }
    }
    finish();
  }

  /** A piece of a word: a quoted text, a substitution or one character. */
  private readPiece(draft: Draft): string {
    const from = this.at;
    switch (this.text.charAt(from)) {
      case '\\': {
        this.at += 2;
        const next = this.text.charAt(from + 1);
        return next === '\n' ? '' : next;
      }
      case "'": {
        const close = this.text.indexOf("'", from + 1);
        const to = close < 0 ? this.text.length : close;
        this.mark([from, to], 'single');
        this.at = to + 1;
        return this.text.slice(from + 1, to);
      }
      case '"':
        return this.readDouble(draft);
      case '`':
        return this.nested('`', this.commands.lastIndexOf(draft));
      case '$':
        return this.readDollar(draft);
      default:
        this.at += 1;
        return this.text.charAt(from);
    }
  }

  private readDouble(draft: Draft): string {
    const from = this.at;
    const stretch = { span: [from, this.text.length] as [number, number], context: 'double' as const };
    this.stretches.push(stretch);
    let content = '';
    this.at += 1;
    this.isInDouble = true;
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      const char = this.text.charAt(this.at);
      if (char === '\\' || char === '`' || char === '$') content += this.readPiece(draft);
      else {
        content += char;
        this.at += 1;
      }
    }
    this.isInDouble = false;
    stretch.span[1] = this.at;
    this.at += 1;
    return content;
  }

  private readDollar(draft: Draft): string {
    const from = this.at;
    if (this.text.startsWith('$((', from)) {
      const close = this.text.indexOf('))', from);
      this.skip(close < 0 ? this.text.length : close + 2, 'other');
    } else if (this.text.startsWith('$(', from)) {
      this.at += 1;
      return this.nested(')', this.commands.lastIndexOf(draft));
    } else if (this.text.startsWith('${', from)) {
      const close = this.text.indexOf('}', from);
      this.skip(close < 0 ? this.text.length : close + 1, 'other');
    } else if (this.text.startsWith("$'", from) && !this.isInDouble) {
      let to = from + 2;
      while (to < this.text.length && this.text[to] !== "'") to += this.text[to] === '\\' ? 2 : 1;
      this.skip(Math.min(to + 1, this.text.length), 'other');
    } else this.at += 1;
    return this.text.slice(from, this.at);
  }

  /**
   * From an opening character to its end, which are both passed. Gives what stands for it in a word: its commands are
   * in the list, and nobody has to read them there again.
   */
  private nested(end: string, within: number | undefined): string {
    const from = this.at;
    this.at += 1;
    if (this.depth >= DEEPEST) {
      this.skip(this.text.length, 'other');
      return SUBSTITUTED;
    }
    // Inside of double quotes a substitution is plain again.
    const stretch = { span: [from, this.text.length] as [number, number], context: 'plain' as const };
    this.stretches.push(stretch);
    const wasInDouble = this.isInDouble;
    this.isInDouble = false;
    this.depth += 1;
    this.readList(end, within);
    this.depth -= 1;
    this.isInDouble = wasInDouble;
    stretch.span[1] = this.at;
    this.at += 1;
    return SUBSTITUTED;
  }

  private readRedirection(draft: Draft): void {
    this.begin(draft);
    // The number of a file descriptor is no argument.
    if (draft.word !== undefined && /^\d+$/.test(draft.word)) draft.word = undefined;
    finishWord(draft);
    const { text } = this;
    if (text.startsWith('<<<', this.at)) {
      this.at += 3;
      draft.expects = 'input';
    } else if (text.startsWith('<<', this.at)) {
      const found = /<<(-?)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([^\s;&|<>()]+))/y;
      found.lastIndex = this.at;
      const match = found.exec(text);
      if (match === null) {
        this.at += 2;
        return;
      }
      this.at = found.lastIndex;
      this.pending.push({ end: match[2] ?? match[3] ?? match[4] ?? '', isIndented: match[1] === '-', command: draft });
    } else {
      const from = this.at;
      this.at += 1;
      while (['>', '|', '&'].includes(text.charAt(this.at))) this.at += 1;
      const operator = text.slice(from, this.at);
      if (operator.startsWith('<')) draft.expects = operator === '<' ? 'file' : 'dropped';
      else draft.expects = operator.startsWith('>>') ? 'appended' : 'output';
    }
  }

  private readHereDocuments(): void {
    for (const { end, isIndented, command } of this.pending.splice(0)) {
      const from = this.at;
      let to = from;
      while (this.at < this.text.length) {
        const lineStop = lineEnd(this.text, this.at);
        const line = this.text.slice(this.at, lineStop).replace(/\r$/, '');
        to = this.at;
        this.at = Math.min(lineStop + 1, this.text.length);
        if ((isIndented ? line.replace(/^\t+/, '') : line) === end) break;
        to = this.at;
      }
      this.mark([from, to], 'here-document');
      command.inputs.push(this.text.slice(from, to));
    }
  }

  /** A command is listed from its first character, so that what stands in it can name it. */
  private begin(draft: Draft): void {
    if (draft.isStarted) return;
    draft.isStarted = true;
    draft.span = [this.at, this.text.length];
    this.commands.push(draft);
  }

  private append(draft: Draft, piece: string): void {
    draft.word = (draft.word ?? '') + piece;
  }

  private skip(to: number, context: ShellContext): void {
    this.mark([this.at, to], context);
    this.at = to;
  }

  private mark(span: Span, context: ShellContext): void {
    this.stretches.push({ span, context });
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** What is open at a place of a text that may not be finished. */
export interface OpenText {
  /** The brackets around it, from the outermost. */
  brackets: readonly string[];
  /** The quote of the text that the place is in; empty outside of one. */
  quote: string;
  /** Where the word or the inside of the quotes begins, and where the part of it ends that is certainly its own. */
  start: number;
  end: number;
  /** Offset of the closing quote, if there is one on the line; it may belong to another text. */
  closing?: number;
  /** Where what stands in front of it ends. */
  previousEnd: number;
  /** Inside of a function, where options are seldom written. */
  isInCode: boolean;
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
/** A line that begins like this is no part of an object that somebody has not closed yet. */
const STATEMENT = /^(?:export|import|function|async function|const|let|var|class)\b/m;

export interface MendedText {
  text: string;
  /** Nothing but the mark was added. */
  isWhole: boolean;
  /** A comma was put in front of the mark. */
  lacksComma: boolean;
  /** The closing quote is the one that was found, and none was added. */
  isClosed: boolean;
}

/**
 * Texts in which a mark stands for the cursor and that can be read if only what is being written there is not finished:
 * a comma, a colon with a value, a quote or closing brackets are missing. Ordered by how much is made up.
 */
export function* mendedTexts(text: string, offset: number, open: OpenText, mark: string): Generator<MendedText> {
  const heads = [...headsOf(text, offset, open, mark)];
  const endings = open.quote === '' ? ['', ','] : ['', ': 0', ',', ': 0,'];
  for (const { before, comma, resume, isClosed } of heads) {
    const rest = text.slice(resume);
    const made = (start: string, ending: string, lacksComma: boolean): MendedText => ({
      text: `${start}${ending}${rest}`,
      ...{ isWhole: ending === '' && !lacksComma, lacksComma, isClosed },
    });
    for (const ending of endings) yield made(before, ending, false);
    if (open.isInCode) return;
    for (const ending of endings) yield made(comma, ending, true);
  }
  yield* cutTexts(text, offset, open, heads.at(-1));
}

/** The text up to the cursor with its brackets closed, and what follows from the next statement on. */
function* cutTexts(
  text: string,
  offset: number,
  { brackets, quote }: OpenText,
  head: Head | undefined,
): Generator<MendedText> {
  if (!head) return;
  const closing = brackets.map((bracket) => CLOSING[bracket] ?? '').reverse();
  const next = STATEMENT.exec(text.slice(offset));
  const tails = next ? [text.slice(offset + next.index), ''] : [''];
  for (const tail of tails) {
    for (const ending of quote === '' ? [''] : ['', ': 0']) {
      const rest = `${ending}${closing.join('')};\n${tail}`;
      yield { text: head.before + rest, isWhole: false, lacksComma: false, isClosed: false };
      yield { text: head.comma + rest, isWhole: false, lacksComma: true, isClosed: false };
    }
  }
}

interface Head {
  /** The text up to the end of what is being written. */
  before: string;
  /** The same with a comma in front of that. */
  comma: string;
  resume: number;
  isClosed: boolean;
}

function* headsOf(text: string, offset: number, open: OpenText, mark: string): Generator<Head> {
  const { quote, start, end, closing } = open;
  const head = (written: string, from: number, resume: number, isClosed: boolean): Head => ({
    before: text.slice(0, from) + written,
    comma: `${text.slice(0, from)},${written}`,
    ...{ resume, isClosed },
  });
  if (quote === '') {
    yield head(mark, start, end, true);
    return;
  }
  const typed = text.slice(start - 1, offset);
  if (closing !== undefined) yield head(typed + mark + text.slice(offset, closing + 1), start - 1, closing + 1, true);
  yield head(typed + mark + quote, start - 1, offset, false);
}

import type { Problem } from '../problem.ts';
import type { Span } from '../text/span.ts';
import type { TagPart } from './readTags.ts';
import { isJointWord, isOperatorWord, windowMeant } from './spellings.ts';
import { tokenize, type Token } from './tokens.ts';
import { checkProblem } from './problems.ts';

/** Where each piece of the text stands, as far as it was understood. Also filled when there are problems. */
export interface ExpressionParts {
  /** Statistic, metric and tags. */
  selector?: Span;
  statistic?: Span;
  metric?: Span;
  tags: TagPart[];
  /** Operator, limit and window. */
  condition?: Span;
  operator?: Span;
  /** The number with its unit, the baseline term, or the whole range. */
  limit?: Span;
  unit?: Span;
  /** `for 10s` or `over 30s`. */
  window?: Span;
}

/**
 * A place in the tokens, with what was found so far. The `read…` functions move it forward, report a mistake once and
 * go on where the meaning is clear. Where it is not, they call `giveUp`, so that one mistake never causes a second.
 */
export class Reader {
  readonly problems: Problem[] = [];
  readonly parts: ExpressionParts = { tags: [] };
  readonly text: string;
  private readonly tokens: Token[];
  private position = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = tokenize(text);
  }

  peek(distance = 0): Token | undefined {
    return this.tokens[this.position + distance];
  }

  next(): Token | undefined {
    const token = this.peek();
    this.position++;
    return token;
  }

  /** End of the last token that was read. */
  get end(): number {
    return this.tokens[Math.min(this.position, this.tokens.length) - 1]?.span[1] ?? 0;
  }

  slice(span: Span): string {
    return this.text.slice(...span);
  }

  /** From the token that comes next to the end of the text, without blanks around it. */
  get rest(): Span {
    const end = this.tokens.at(-1)?.span[1] ?? 0;
    return [this.peek()?.span[0] ?? end, end];
  }

  giveUp(): void {
    this.position = this.tokens.length;
  }

  /** Moves to the next token that can begin a condition, so that the second half of the text is still understood. */
  skipToCondition(): void {
    while (this.peek() !== undefined && !beginsCondition(this.peek())) this.position++;
  }

  /** Reports whatever stands behind the end of what was wanted. */
  finish(): void {
    const token = this.peek();
    if (token === undefined) return;
    if (isJoint(token)) this.problems.push(checkProblem('check-one-condition', token.span, token.text));
    else this.problems.push(checkProblem('check-unexpected-text', this.rest, this.slice(this.rest)));
    this.giveUp();
  }
}

/** `and`, `or`, `&&`, a comma: a second condition was meant to follow. */
export function isJoint(token: Token): boolean {
  return token.kind === 'joint' || (token.kind === 'word' && isJointWord(token.text));
}

export function beginsCondition(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'word') return isOperatorWord(token.text);
  return token.kind === 'operator' || token.kind === 'number' || token.kind === 'sign' || token.kind === 'dash';
}

/** A word that belongs to a selector, and not to what follows it. */
export function isSelectorWord(token: Token | undefined): token is Token & { kind: 'word' } {
  return (
    token?.kind === 'word' &&
    !isJointWord(token.text) &&
    !isOperatorWord(token.text) &&
    windowMeant(token.text) === undefined
  );
}

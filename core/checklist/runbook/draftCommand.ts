import type { ShellCommand } from './shellCommand.ts';

/** A command while it is read. */
export interface Draft extends Omit<ShellCommand, 'span'> {
  span: [number, number];
  word: string | undefined;
  expects: 'word' | 'output' | 'appended' | 'input' | 'file' | 'dropped';
  isStarted: boolean;
}

/** Words of the language itself, behind which a command begins. */
const KEYWORDS = new Set(
  'if then else elif fi while until do done for select case esac in function time ! { } [['.split(' '),
);

export function newDraft(pipeline: number, within: number | undefined): Draft {
  return {
    ...{ words: [], outputs: [], emptied: [], reads: [], inputs: [], span: [0, 0], pipeline },
    ...{ word: undefined, expects: 'word', isStarted: false },
    ...(within === undefined ? {} : { within }),
  };
}

/** A blank or an operator ends the word that is being read. */
export function finishWord(draft: Draft): void {
  const { word, expects } = draft;
  if (word === undefined) return;
  draft.word = undefined;
  draft.expects = 'word';
  switch (expects) {
    case 'output':
      draft.emptied.push(word);
      draft.outputs.push(word);
      return;
    case 'appended':
      draft.outputs.push(word);
      return;
    case 'input':
      draft.inputs.push(word);
      return;
    case 'file':
      draft.reads.push(word);
      return;
    case 'word':
      if (draft.words.length > 0 || !KEYWORDS.has(word)) draft.words.push(word);
      return;
    case 'dropped':
  }
}

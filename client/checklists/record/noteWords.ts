import { noteWords } from '../../../core/checklist/sidecar/itemNotes.ts';
import type { ItemNote } from '../../../core/checklist/sidecar/sidecar.ts';
import { markdownText } from '../../../core/report/markdownTable.ts';
import type { NodeWords } from '../tree/nodeWords.ts';

/** The words of an item with what people know of it besides. */
export function withNoteWords(words: NodeWords, note: ItemNote | undefined): NodeWords {
  if (note === undefined) return words;
  const said = noteWords(note);
  return {
    ...words,
    description: [words.description, ...said].filter((one) => one !== '').join(' · '),
    spoken: [words.spoken, ...said].join(', '),
    tooltip: [
      words.tooltip,
      ...(note.note === undefined ? [] : [markdownText(note.note)]),
      ...(note.links ?? []).map((link) => markdownText(link)),
    ].join('\n\n'),
  };
}

/** The words of a file with what is wrong with what is kept beside it. */
export function withWarnings(words: NodeWords, warnings: readonly string[]): NodeWords {
  if (warnings.length === 0) return words;
  const count = warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`;
  return {
    ...words,
    description: `${words.description} · ${count}`,
    spoken: `${words.spoken}, ${count}`,
    tooltip: [words.tooltip, ...warnings.map((warning) => markdownText(warning))].join('\n\n'),
  };
}

import { sortProblems } from '../problem.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { readBindings } from './bindings/readBindings.ts';
import type { Checklist } from './checklist.ts';
import { readBlocks, type Block } from './markdown/blocks.ts';
import type { InlineText } from './markdown/inlineText.ts';
import { MarkdownParser } from './markdown/parseMarkdown.ts';
import { readBlanks } from './readBlanks.ts';
import { readItems } from './readItems.ts';
import { readSections } from './readSections.ts';
import { readShellBlocks } from './readShellBlocks.ts';
import { readSignOffs } from './readSignOffs.ts';
import { readTable } from './readTables.ts';
import { unaskedPlaces } from './signOff/unasked.ts';
import { readDocumentTargets, readInvertedItems } from './readDocumentTargets.ts';
import { itemsSaidRequired } from './required.ts';
import { TargetReader } from './targetReader.ts';

/** Reads any Markdown text as a checklist. Never throws; a text without task items has none. */
export function readChecklist(text: string): Checklist {
  return new ChecklistReader().read(text);
}

/** Reads one version of a text after the other, and of each only what is new in it. */
export class ChecklistReader {
  private readonly parser = new MarkdownParser();
  private readonly targets = new TargetReader();

  /** Does most of the work that `read` has with a long text, in short steps between which there is time for others. */
  ahead(text: string): Iterator<undefined> {
    return this.parser.ahead(text);
  }

  read(text: string): Checklist {
    const document = this.parser.parse(text);
    const lines = new LineIndex(text);
    const blocks = readBlocks(document);
    const itemOf = readItems(document, blocks, lines);
    const items = [...itemOf.values()];
    const tables = new Map(
      blocks.flatMap((block) => (block.kind === 'table' ? [[block, readTable(document, block, lines)] as const] : [])),
    );
    const texts = blocks.flatMap((block): { inline: InlineText; block: Block }[] => {
      if (block.kind === 'table') return (tables.get(block)?.cells.flat() ?? []).map((inline) => ({ inline, block }));
      return 'inline' in block ? [{ inline: block.inline, block }] : [];
    });
    const blanks = readBlanks(texts, itemOf, lines);
    const checklist: Checklist = {
      items,
      sections: readSections(document, blocks, items, lines),
      blanks,
      tables: [...tables.values()].map(({ table }) => table),
      ...readSignOffs(document, blocks, itemOf, lines),
      shellBlocks: readShellBlocks(document, blocks, lines),
      ...readBindings(document, blocks, itemOf, lines),
      targets: readDocumentTargets(blocks, itemOf, tables, lines, this.targets),
      invertedItems: readInvertedItems(blocks, itemOf),
    };
    const invertedItems = new Map(checklist.invertedItems);
    for (const { id } of itemsSaidRequired(checklist)) invertedItems.delete(id);
    const read = { ...checklist, invertedItems };
    return { ...read, problems: sortProblems([...read.problems, ...unaskedPlaces(read)]) };
  }
}

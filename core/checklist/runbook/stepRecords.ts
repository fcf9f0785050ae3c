import type { StepRecord } from '../sidecar/sidecar.ts';
import type { RunbookBlock } from './runbookBlocks.ts';

type Records = Readonly<Record<string, StepRecord>>;

/** A block with what is known of its last run. */
export interface RecordedBlock {
  block: RunbookBlock;
  /** Of the block's code as it is now. */
  hash: string;
  last?: StepRecord;
  /** The block has other words since then. */
  isChanged: boolean;
}

/**
 * Finds the record of each block: by its id, and among blocks below the same headings first by their words, so that two
 * that were exchanged keep what is known of each.
 */
export function findRecords(
  blocks: readonly RunbookBlock[],
  records: Readonly<Record<string, StepRecord>>,
  hashOf: (code: string) => string,
): RecordedBlock[] {
  const taken = new Set<string>();
  const hashed = blocks.map((block) => ({ block, hash: hashOf(block.code) }));
  const take = (id: string | undefined): StepRecord | undefined => {
    if (id === undefined || taken.has(id)) return undefined;
    taken.add(id);
    return records[id];
  };
  const ids = Object.keys(records);
  const byWords = hashed.map(({ block, hash }) => {
    const same = ids.filter((id) => baseOf(id) === baseOf(block.id) && records[id]?.hash === hash && !taken.has(id));
    return take(same.includes(block.id) ? block.id : same[0]);
  });
  return hashed.map(({ block, hash }, index) => {
    const known = byWords[index];
    const last = known ?? take(Object.hasOwn(records, block.id) ? block.id : undefined);
    return {
      block,
      hash,
      ...(last === undefined ? {} : { last }),
      isChanged: last !== undefined && last.hash !== hash,
    };
  });
}

/** The records with a new one for a block. Those of blocks that moved go where these are now. */
export function withRecord(
  records: Records,
  blocks: readonly RunbookBlock[],
  id: string,
  record: StepRecord,
  hashOf: (code: string) => string,
): Record<string, StepRecord> {
  const found = findRecords(blocks, records, hashOf);
  const kept = Object.entries(records).filter(([, known]) => !found.some(({ last }) => last === known));
  const moved = found.flatMap(({ block, last }) => (last === undefined ? [] : [[block.id, last] as const]));
  return { ...Object.fromEntries([...kept, ...moved]), [id]: record };
}

function baseOf(id: string): string {
  return id.replace(/#\d+$/, '');
}

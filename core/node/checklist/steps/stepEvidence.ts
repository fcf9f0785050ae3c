import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { RunbookBlock } from '../../../checklist/runbook/runbookBlocks.ts';
import { withRecord } from '../../../checklist/runbook/stepRecords.ts';
import type { StepRecord } from '../../../checklist/sidecar/sidecar.ts';
import { messageOf, UserError } from '../../../errors.ts';
import { makeResultsFolder, runStamp } from '../../runFolder.ts';
import { writeWhole } from '../../wholeFile.ts';
import { changeSidecarOf } from '../sidecarFile.ts';
import { textHash } from '../textHash.ts';
import type { StepOutcome } from './runStep.ts';

const RESULTS = 'headroom-results';
const LONGEST_SLUG = 60;

/** A block that was run, and where and when. */
export interface RanBlock {
  /** Path of the Markdown file. */
  document: string;
  /** All blocks of the document as it was then. */
  blocks: readonly RunbookBlock[];
  block: RunbookBlock;
  /** What was run, placeholders filled in. */
  text: string;
  /** The program and its arguments. */
  command: readonly string[];
  /** ms since the Unix epoch. */
  startedAt: number;
  environment?: string;
}

/**
 * Keeps what became of a step: the whole output in a folder that is there whole or not at all, and then the record beside
 * the document, which names the folder. Throws a `UserError` when either cannot be written.
 */
export function keepStep(ran: RanBlock, outcome: StepOutcome): StepRecord {
  const { document, blocks, block, startedAt, environment } = ran;
  const base: Omit<StepRecord, 'folder'> = {
    ranAt: new Date(startedAt).toISOString(),
    exitCode: outcome.exitCode,
    ...(outcome.kind === 'cancelled' ? { isCancelled: true } : {}),
    ...(outcome.failure === undefined ? {} : { failure: outcome.failure }),
    durationMs: outcome.durationMs,
    ...(environment === undefined ? {} : { environment }),
    hash: textHash(block.code),
  };
  const { id, line, language } = block;
  const step = { document: path.basename(document), id, line, language, ...base, command: ran.command, text: ran.text };
  const record: StepRecord = { ...base, folder: writeFolder(ran, step, outcome.output) };
  changeSidecarOf(document, (sidecar) => ({
    ...sidecar,
    steps: withRecord(sidecar.steps, blocks, block.id, record, textHash),
  }));
  return record;
}

/** The folder, as it is seen from the document. */
function writeFolder({ document, block, startedAt }: RanBlock, step: object, output: string): string {
  const results = path.join(path.dirname(document), RESULTS);
  const steps = path.join(results, 'steps');
  const name = `${runStamp(startedAt)}_${slugOf(block.id)}`;
  const temporary = path.join(steps, `.${name}.${process.pid}.part`);
  try {
    makeResultsFolder(results);
    mkdirSync(temporary, { recursive: true });
    writeWhole(path.join(temporary, 'output.txt'), output);
    writeWhole(path.join(temporary, 'step.json'), `${JSON.stringify(step, null, 2)}\n`);
    for (let attempt = 1; ; attempt++) {
      const final = `${name}${attempt === 1 ? '' : `-${attempt}`}`;
      if (existsSync(path.join(steps, final))) continue;
      renameSync(temporary, path.join(steps, final));
      return `${RESULTS}/steps/${final}`;
    }
  } catch (error) {
    throw new UserError(`The output of the step cannot be kept in ${steps}: ${messageOf(error)}.`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function slugOf(id: string): string {
  const words = id
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return words === '' ? 'step' : words.slice(-LONGEST_SLUG).replace(/^-+/, '');
}

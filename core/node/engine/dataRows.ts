import { parse } from 'csv-parse/sync';
import type { DataOrder } from '../../configs/plan/plan.ts';
import { messageOf, UserError } from '../../errors.ts';
import { readInputFile } from './inputFile.ts';

/** The cells of one row by column. */
export type Row = ReadonlyMap<string, string>;

const NO_ROW: Row = new Map();

/** The rows of a CSV file, one for each pass of a user. */
export class DataRows {
  readonly columns: readonly string[];
  private readonly rows: readonly (readonly string[])[];
  private readonly order: DataOrder;
  private taken = 0;

  /** Throws a `UserError` when the file is no table. */
  constructor(path: string, order: DataOrder) {
    const [columns = [], ...rows] = readTable(path);
    const repeated = columns.find((name, index) => columns.indexOf(name) < index);
    if (repeated !== undefined) throw new UserError(`The data file ${path} has two columns called "${repeated}".`);
    if (rows.length === 0)
      throw new UserError(`The data file ${path} has no rows below the line with the column names.`);
    this.columns = columns;
    this.rows = rows;
    this.order = order;
  }

  /** `random` is from 0 up to 1. */
  next(random: () => number): Row {
    const index = this.order === 'random' ? Math.floor(random() * this.rows.length) : this.taken % this.rows.length;
    this.taken += 1;
    const cells = this.rows[index];
    return cells === undefined ? NO_ROW : new Map(this.columns.map((name, at) => [name, cells[at] ?? '']));
  }
}

function readTable(path: string): string[][] {
  const text = readInputFile(path, 'The data file');
  try {
    return parse(text, { bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw new UserError(`The data file ${path} is not a CSV table: ${messageOf(error)}.`);
  }
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { messageOf, UserError } from '../../errors.ts';
import { READINESS_FORMATS } from '../../readiness/formats.ts';
import type { ReadinessReport } from '../../readiness/readinessReport.ts';
import { writeWhole } from '../wholeFile.ts';

/** Writes it as Markdown and HTML into a folder; gives back the files. Throws a `UserError`. */
export function writeReadiness(
  folder: string,
  report: ReadinessReport,
  markdown: string = READINESS_FORMATS.md.render(report),
): { md: string; html: string } {
  const { md, html } = READINESS_FORMATS;
  // Both are made before the first is written.
  const texts = [
    { file: path.join(folder, md.fileName), text: markdown },
    { file: path.join(folder, html.fileName), text: html.render(report) },
  ];
  try {
    mkdirSync(folder, { recursive: true });
    for (const { file, text } of texts) writeWhole(file, `${text.trimEnd()}\n`);
  } catch (error) {
    throw new UserError(`The report cannot be written into ${folder}: ${messageOf(error)}.`);
  }
  return { md: path.join(folder, md.fileName), html: path.join(folder, html.fileName) };
}

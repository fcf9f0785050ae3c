import { readResult } from '../runners/coder/result.ts';
import { ResultFinder } from '../runners/coder/resultFinder.ts';
import { readArtilleryReport } from './artilleryReport.ts';
import { coderContent } from './coderResult.ts';
import { DASHBOARD_RECORD, foreignDocument, foreignText, isDashboardRecord } from './foreignResults.ts';
import { readHeyCsv, readHeyLines } from './heyRows.ts';
import { readHeyText } from './heyText.ts';
import { readK6Summary } from './k6Summary.ts';
import { articleOf, RESULT_KINDS, type Reading, type ResultKind } from './resultContent.ts';
import { readWrkText } from './wrkText.ts';

/** How a file begins that is one document of a kind. */
const BEGINNINGS: readonly (readonly [kind: ResultKind, pattern: RegExp])[] = [
  ['artillery-report', /^\s*\{\s*"aggregate"\s*:\s*\{[^]*"(?:counters|vusers)/],
  ['k6-summary', /^\s*\{[^]*"(?:root_group|testRunDurationMs|k6_version|http_req_\w+|iteration_duration|vus_max)"/],
];
const CODER_FIELD =
  /"(?:total_runs|total_pass|workspacebuild\/\d+|provisioning_time_p\d+_ms|latency_p\d+_ms|total_bytes_sent)"/;

/** What a text holds, whatever its file is called. Never throws. */
export function readText(text: string): Reading {
  if (text.trim() === '') return { kind: 'other', reason: 'it is empty' };
  const document = parsed(text);
  if (document !== undefined) return ofDocument(document);
  const found = [readWrkText(text), readHeyText(text), readHeyCsv(text), readHeyLines(text), coderAmongLines(text)];
  const told = found.filter((reading) => reading !== undefined);
  const [first, second] = told;
  if (second !== undefined) {
    return { kind: 'damaged', reason: 'it holds results of several tools. Put each into a file of its own' };
  }
  if (first !== undefined) return first;
  if (isDashboardRecord(text)) return { kind: 'other', reason: DASHBOARD_RECORD };
  const reason = foreignText(text) ?? 'nothing in it is a result that Headroom knows';
  return brokenDocument(text) ?? { kind: 'other', reason };
}

function ofDocument(document: unknown): Reading {
  const content = readArtilleryReport(document) ?? readK6Summary(document);
  if (content !== undefined) return { kind: 'result', content };
  const scaletest = readResult(document);
  if (scaletest !== undefined) return { kind: 'result', content: coderContent(scaletest) };
  return { kind: 'other', reason: foreignDocument(document) ?? 'it is JSON, but no result that Headroom knows' };
}

/** A result among what coder logs: its output and its log are often one file. */
function coderAmongLines(text: string): Reading | undefined {
  if (!text.includes('{')) return undefined;
  const finder = new ResultFinder();
  for (const line of text.split('\n')) finder.take(line);
  if (finder.areSeveral) {
    return {
      kind: 'damaged',
      reason: 'it holds several different results of coder exp scaletest. Put each into a file of its own',
    };
  }
  return finder.found && { kind: 'result', content: coderContent(finder.found) };
}

function brokenDocument(text: string): Reading | undefined {
  const begun = BEGINNINGS.find(([, pattern]) => pattern.test(text));
  const kind = begun?.[0] ?? (/^[^\n]*\{/m.test(text) && CODER_FIELD.test(text) ? 'coder-result' : undefined);
  if (kind === undefined) return undefined;
  const { title } = RESULT_KINDS[kind];
  return {
    kind: 'damaged',
    reason: `it begins as ${articleOf(title)} ${title} and is not whole: it was cut off, or something else was written into it. Nothing of it is certain, so nothing was imported; get the whole file, or run the test again`,
  };
}

function parsed(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

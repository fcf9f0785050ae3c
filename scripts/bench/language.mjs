// How fast the language server answers while a person types in an Artillery script, side by side with the language server
// that most editors use for YAML, with a schema. Goals: from an edit to its diagnostics p95 30 ms at 1,000 lines and 1.5
// times the parser's own time at 10,000, completion and hover p95 20 ms at 1,000, a third of the other's processor time
// and less memory. Most of the time a text that somebody writes is no YAML, so the same is measured while it is broken.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { root } from '../lib/root.mjs';
import { findTool, missingToolRemedy } from '../tools/find.mjs';
import { ARTILLERY_SCHEMA, artilleryText, withFaults } from './artilleryText.mjs';
import { startLanguageServer } from './languageSession.mjs';
import { median } from './statistics.mjs';

const SIZES = (process.env.HEADROOM_BENCH_LINES ?? '100,1000,10000,50000').split(',').map(Number);
const FAULTS = 40;
const BURST = 50;
/** Places that are asked about. */
const QUESTIONS = 20;

/** What is typed behind a word, so that the text is broken after each letter of the last part. */
const BROKEN = [
  { what: 'a key has no colon yet', behind: 'accept: application/json', begin: '\n          ', letters: 'befor' },
  { what: 'a quote is not closed yet', behind: 'accept: ', begin: '', letters: '"' },
];
const BROKEN_PLACES = 6;

export async function language() {
  if (!fs.existsSync('/proc/self/stat')) return console.log('  needs /proc, which this system does not have');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'headroom-bench-language-'));
  try {
    const servers = [
      { name: 'headroom, asked as VS Code asks', ...ours(), isPulled: true },
      { name: 'headroom, sending by itself', ...ours(), isPulled: false },
      ...theirs(folder),
    ];
    for (const lines of SIZES) {
      const text = artilleryText(lines);
      const edits = lines >= 50_000 ? 10 : 30;
      console.log(`  ${lines} lines, ${edits} edits; parsing them with \`yaml\` takes ${parserMs(text).toFixed(1)} ms`);
      for (const server of servers) await tell(server, text, { lines, edits });
    }
    const seeded = withFaults(artilleryText(1000), FAULTS);
    for (const server of servers.filter(({ isOther, isPulled }) => isOther || isPulled))
      await tellFaults(server, seeded);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const ours = () => ({ command: path.join(root, 'bin', 'headroom'), args: ['lsp', '--stdio'] });

function theirs(folder) {
  const command = findTool('yaml-language-server');
  if (command === undefined) {
    console.log(`  left out: ${missingToolRemedy('yaml-language-server')}`);
    return [];
  }
  const schema = path.join(folder, 'artillery.schema.json');
  fs.writeFileSync(schema, JSON.stringify(ARTILLERY_SCHEMA));
  const yaml = { validate: true, hover: true, completion: true, schemas: { [pathToFileURL(schema).href]: '*.yml' } };
  return [
    {
      name: 'yaml-language-server 2.0.0',
      command,
      args: ['--stdio'],
      isPulled: false,
      settings: { yaml },
      isOther: true,
    },
  ];
}

function parserMs(text) {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    return performance.now() - started;
  });
  return median(times);
}

async function tell(server, text, { lines, edits }) {
  const session = await startLanguageServer(server);
  try {
    const uri = 'file:///bench/load.yml';
    const opened = performance.now();
    await session.open(uri, text);
    const openMs = performance.now() - opened;
    const places = placesIn(text, 'item: ', edits);
    const before = session.processorMs();
    const times = [];
    for (const position of places) times.push(await timed(() => session.change(uri, [{ position, text: '1' }])));
    const processorMs = (session.processorMs() - before) / edits;
    const hovers = await questions(session, 'textDocument/hover', uri, text, lines);
    const completions = await questions(session, 'textDocument/completion', uri, text, lines);
    const beforeBurst = session.processorMs();
    await session.change(
      uri,
      Array.from({ length: BURST }, () => ({ position: places[0], text: '1' })),
    );
    const burst = (session.processorMs() - beforeBurst) / Math.max(1, processorMs);
    const broken = [];
    for (const state of BROKEN) broken.push(await whileBroken(session, uri, text, state));
    console.log(
      `    ${server.name.padEnd(32)} opened in ${openMs.toFixed(0)} ms; edit to diagnostics p50 ${median(times).toFixed(0)} p95 ${p95(times).toFixed(0)} ms, ` +
        `${processorMs.toFixed(0)} ms of processor time each, ${BURST} at once ${burst.toFixed(1)} times that; ` +
        `hover p95 ${hovers} ms, completion p95 ${completions} ms; ${session.peakMb().toFixed(0)} MiB at most`,
    );
    for (const line of broken) console.log(`      ${line}`);
  } finally {
    await session.stop();
  }
}

/** Types letter by letter, asks for the diagnostics and an offer after each, and takes all of it back. */
async function whileBroken(session, uri, text, { what, behind, begin, letters }) {
  const edits = [];
  const offers = [];
  const before = session.processorMs();
  for (const place of placesIn(text, behind, BROKEN_PLACES)) {
    let at = place;
    for (const [index, letter] of [...letters].entries()) {
      const typed = index === 0 ? begin + letter : letter;
      edits.push(await timed(() => session.change(uri, [{ position: at, text: typed }])));
      at = after(at, typed);
      offers.push(await timed(() => session.ask('textDocument/completion', uri, at)));
    }
    await session.change(uri, [{ position: place, end: at, text: '' }]);
  }
  const processorMs = (session.processorMs() - before) / edits.length;
  return (
    `while ${what}: edit to diagnostics p50 ${median(edits).toFixed(0)} p95 ${p95(edits).toFixed(0)} ms, ` +
    `completion p95 ${p95(offers).toFixed(0)} ms, ${processorMs.toFixed(0)} ms of processor time for both`
  );
}

function after({ line, character }, typed) {
  const lines = typed.split('\n');
  const last = lines.at(-1).length;
  return lines.length === 1
    ? { line, character: character + last }
    : { line: line + lines.length - 1, character: last };
}

async function questions(session, method, uri, text) {
  const times = [];
  for (const position of placesIn(text, 'weight', QUESTIONS)) {
    times.push(await timed(() => session.ask(method, uri, position)));
  }
  return p95(times).toFixed(0);
}

async function tellFaults(server, { text, lines }) {
  const session = await startLanguageServer(server);
  try {
    const diagnostics = await session.open('file:///bench/faulty.yml', text);
    const told = new Set(diagnostics.map(({ range }) => range.start.line));
    // What is missing on a line may be told at the line before, where the thing begins that it is missing in.
    const found = [...lines].filter((line) => told.has(line) || told.has(line - 1));
    console.log(`  ${server.name}: ${found.length} of ${lines.size} seeded faults`);
  } finally {
    await session.stop();
  }
}

/** Places behind a word, spread over the text. */
function placesIn(text, word, count) {
  const all = text.split('\n').flatMap((line, index) => {
    const column = line.indexOf(word);
    return column === -1 ? [] : [{ line: index, character: column + word.length }];
  });
  return Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]);
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function p95(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
}

import { writeFileSync } from 'node:fs';
import { Refusal } from './refusal.mjs';
import { autostartResult, goJson, realResult, resultText, seedResult } from './results.mjs';
import { settings } from './settings.mjs';
import { elapsedOf } from './simulate.mjs';

function json(command, runs) {
  if (settings.mode === 'seed') return `${JSON.stringify(seedResult(command, runs), null, 2)}\n`;
  if (settings.malformed === 'autostart') return goJson(autostartResult(runs));
  const text = goJson(realResult(runs, elapsedOf(runs)));
  switch (settings.malformed) {
    case 'truncated':
      return text.slice(0, text.length / 2);
    case 'ansi':
      return `\u001b[32m${text.trimEnd()}\u001b[0m\r\n`;
    case 'interleaved':
      return `${text.slice(0, text.length / 2)}WARN: skipping workspace x: no agent\n${text.slice(text.length / 2)}`;
    default:
      return text;
  }
}

/** Writes every `--output`. Files are made only now: a folder that is missing ends it here, before any clean-up. */
export function writeOutputs(command, flags, runs) {
  if (settings.malformed === 'nothing') throw new Refusal('error: something went wrong');
  for (const written of flags.output) {
    const [, format, file] = /^(text|json)(?::(.+))?$/.exec(written);
    const text = format === 'json' ? json(command, runs) : resultText(runs, elapsedOf(runs));
    if (file === undefined) process.stdout.write(text);
    else writeOrRefuse(file, text);
  }
}

function writeOrRefuse(file, text) {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Refusal(`error: write output "${file}": ${error.message}`);
  }
}

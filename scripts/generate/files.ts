import * as z from 'zod';
import { CHECKLIST_PROBLEMS } from '../../core/checklist/problems.ts';
import { CHECK_PROBLEMS } from '../../core/checks/problems.ts';
import { ARTILLERY_PROBLEMS } from '../../core/configs/artillery/problems.ts';
import { K6_PROBLEMS } from '../../core/configs/k6/problems.ts';
import { planModel } from '../../core/configs/plan/model.ts';
import { PLAN_PROBLEMS } from '../../core/configs/plan/problems.ts';
import { YAML_PROBLEMS } from '../../core/configs/yaml/yamlProblems.ts';
import { METRICS, STATISTICS_OF_KIND } from '../../core/metrics.ts';
import { RUNNERS } from '../../core/runners/index.ts';
import type { MetricAnswer } from '../../core/runners/runner.ts';
import { runManifestSchema } from '../../core/run/runManifest.ts';
import { problemsPage } from './problemsPage.ts';

/** Path in the repository -> content of every file that is derived from the code. */
export function generatedFiles(): Record<string, string> {
  return {
    'schemas/plan.schema.json': schemaText('Headroom plan', planModel, 'input'),
    'schemas/run.schema.json': schemaText('Headroom run.json', runManifestSchema, 'output'),
    'docs/generated/metrics.md': metricsPage(),
    'docs/problems.md': problemsPage([
      { title: 'YAML', catalogue: YAML_PROBLEMS },
      { title: 'Plans', catalogue: PLAN_PROBLEMS },
      { title: 'Checks, guards and selectors', catalogue: CHECK_PROBLEMS },
      { title: 'Artillery scripts', catalogue: ARTILLERY_PROBLEMS },
      { title: 'k6 scripts and config files', catalogue: K6_PROBLEMS },
      { title: 'Checklists', catalogue: CHECKLIST_PROBLEMS },
    ]),
  };
}

function schemaText(title: string, model: z.ZodType, io: 'input' | 'output'): string {
  // Editors with YAML support want draft 07.
  const schema = z.toJSONSchema(model, { target: 'draft-7', io });
  return `${JSON.stringify({ ...schema, title }, null, 2)}\n`;
}

function metricsPage(): string {
  const runners = Object.values(RUNNERS);
  const vocabulary = Object.entries(METRICS).map(([name, { kind, dimension, meaning }]) => {
    const { answers, whenUnnamed } = STATISTICS_OF_KIND[kind];
    return `| \`${name}\` | ${dimension} | ${answers.join(', ')} | ${whenUnnamed ?? 'none: name one'} | ${meaning} |`;
  });
  const sources = Object.keys(METRICS).map((name) => {
    const cells = runners.map(({ metrics }) => answerCell((metrics as Record<string, MetricAnswer | undefined>)[name]));
    return `| \`${name}\` | ${cells.join(' | ')} |`;
  });
  const stages = runners.map(({ kind, stages: { users, rate, ramp } }) => `| ${kind} | ${users} | ${rate} | ${ramp} |`);
  return [
    '# Metrics and runners',
    '',
    'Generated from `core/metrics.ts` and `core/runners/`. Do not edit; run `npm run generate`.',
    '',
    '## Vocabulary',
    '',
    '| metric | dimension | statistics | when none is named | meaning |',
    '| --- | --- | --- | --- | --- |',
    ...vocabulary,
    '',
    '## What each runner measures',
    '',
    'live: known while the test runs, so a guard can act on it. seconds: known second by second. –: not measured.',
    '',
    `| metric | ${runners.map(({ kind }) => kind).join(' | ')} |`,
    `| --- |${runners.map(() => ' --- |').join('')}`,
    ...sources,
    '',
    '## Which load each runner can make',
    '',
    'stepped: as a staircase of constant levels.',
    '',
    '| runner | users | rate | ramp |',
    '| --- | --- | --- | --- |',
    ...stages,
    '',
  ].join('\n');
}

function answerCell(answer: MetricAnswer | undefined): string {
  if (!answer) return '–';
  const when = answer.live ? 'live' : answer.windows ? 'seconds, after the run' : 'after the run';
  return `${answer.source.replaceAll('|', '/')} (${when})`;
}

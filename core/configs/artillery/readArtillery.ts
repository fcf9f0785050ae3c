import { sortProblems, withFix, type Problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { mergeProblems } from '../problemsByEnvironment.ts';
import type { KnownPieces } from '../yaml/readPieces.ts';
import type { YamlReading } from '../yaml/readYaml.ts';
import { describeNode } from '../yaml/yamlNode.ts';
import { replaceSpan } from './edits.ts';
import type { ArtilleryFacts } from './facts.ts';
import { effectiveConfigs } from './model/effectiveConfigs.ts';
import { readScript } from './model/readScript.ts';
import type { ArtilleryScript } from './model/script.ts';
import { artilleryProblem } from './problems.ts';
import { CONFIG_RULES, SCRIPT_RULES } from './rules/index.ts';
import type { RuleContext } from './rules/rule.ts';
import { readArtilleryYaml } from './readArtilleryYaml.ts';
import { inOurWords } from './syntaxInOurWords.ts';
import { testsOf, type ArtilleryTest } from './tests.ts';

export interface ArtilleryReading {
  /** Absent when the text is no mapping. It holds everything that could be read, also when there are problems. */
  script?: ArtilleryScript;
  tests: readonly ArtilleryTest[];
  problems: Problem[];
}

/** Small scripts are checked for every environment; large ones for as many as can be answered in time. */
const MOST_CHARACTERS_CHECKED = 2_000_000;

const EMPTY_REMEDY = 'An Artillery script has `config` and `scenarios`.';

/**
 * Reads an Artillery script in YAML or JSON. Never throws: what is wrong is said at its characters. The config is
 * checked as it is without an environment and with each. `pieces`: those of earlier versions of the text.
 */
export function readArtillery(written: string, facts: ArtilleryFacts = {}, pieces?: KnownPieces): ArtilleryReading {
  const { text, problems: comments } = withoutJsonComments(written);
  const reading = readArtilleryYaml(text, EMPTY_REMEDY, { pieces });
  const syntax = [...comments, ...reading.problems.map((problem) => inOurWords(problem, text))];
  const { root } = reading;
  if (!root) return { tests: [], problems: syntax };
  if (root.kind !== 'map') {
    const problem = artilleryProblem('artillery-not-a-mapping', root.span, describeNode(root));
    // A text that is not even a mapping is most often the echo of a syntax error.
    return { tests: [], problems: syntax.length > 0 ? syntax : [problem] };
  }
  const script = readScript(root);
  const context: RuleContext = { script, text, facts, configs: effectiveConfigs(script) };
  const found = [...SCRIPT_RULES.flatMap((rule) => [...rule(context)]), ...configProblems(context)];
  const problems = sortProblems([...syntax, ...withoutEchoes(found, reading)]);
  return { script, tests: testsOf(script), problems };
}

/** JSON with lines that are comments as some editors allow them, with blanks in their place. */
function withoutJsonComments(text: string): { text: string; problems: Problem[] } {
  if (!/^\uFEFF?\s*\{/.test(text)) return { text, problems: [] };
  const problems: Problem[] = [];
  const readable = text.replace(
    /^([ \t]*)(\/\/)(.*)$/gm,
    (_line, indent: string, _slashes, rest: string, at: number) => {
      const span: Span = [at + indent.length, at + indent.length + 2];
      problems.push(
        withFix(artilleryProblem('artillery-json-comment', span), replaceSpan(span, '#', 'Begin it with #')),
      );
      return `${indent}  ${' '.repeat(rest.length)}`;
    },
  );
  return { text: readable, problems };
}

function configProblems(context: RuleContext): Problem[] {
  const { configs, text, script } = context;
  const most = Math.max(1, Math.floor(MOST_CHARACTERS_CHECKED / Math.max(1, text.length)));
  const found = configs.slice(0, most).map((config) => ({
    environment: config.environment,
    problems: CONFIG_RULES.flatMap((rule) => [...rule(config, context)]),
  }));
  // Never silently: a script that was not checked for an environment is not said to be right for it.
  const left = configs.slice(most);
  const first = script.environments.find(({ key }) => key === left[0]?.environment);
  const unchecked = first
    ? [artilleryProblem('artillery-environments-not-checked', first.keySpan, left.length, first.key)]
    : [];
  return [...mergeProblems(found), ...unchecked];
}

/** What something else is missing for: it may stand in the part of the text that could not be read. */
const ABSENCES = new Set([
  ...['artillery-config-elsewhere', 'artillery-scenarios-elsewhere', 'artillery-empty-config', 'artillery-no-target'],
  ...['artillery-missing-flow', 'artillery-empty-flow', 'artillery-no-scenarios', 'artillery-no-phases'],
  ...[
    'artillery-unknown-engine',
    'artillery-engine-elsewhere',
    'artillery-no-processor',
    'artillery-ensure-plugin',
    'artillery-expect-plugin',
  ],
  ...['artillery-unknown-variable', 'artillery-loop-variable', 'artillery-unknown-function', 'artillery-missing-url'],
  ...['artillery-phase-duration', 'artillery-phase-skipped', 'artillery-endless-loop', 'artillery-payload-fields'],
  ...['artillery-payload-name', 'artillery-capture-name', 'artillery-capture-source', 'artillery-plugin-options'],
  ...['artillery-wrong-kind', 'artillery-not-a-step', 'artillery-environment-phases', 'artillery-payload-header'],
]);

/** Leaves out what is only the echo of broken syntax. */
function withoutEchoes(problems: readonly Problem[], { readOver, brokenFrom }: YamlReading): Problem[] {
  const isUnread = readOver.length > 0 || brokenFrom !== Infinity;
  const isInUnread = ([start, end]: Span): boolean =>
    end >= brokenFrom || readOver.some((span) => start >= span[0] && end <= span[1]);
  return problems.filter(({ code, span }) => !(isUnread && ABSENCES.has(code)) && !isInUnread(span));
}

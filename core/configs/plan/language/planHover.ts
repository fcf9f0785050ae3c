import { parseExpression, parseSelector, type ExpressionParts } from '../../../checks/parseExpression.ts';
import { METRICS, isMetricName } from '../../../metrics.ts';
import { findMetric, RUNNERS } from '../../../runners/index.ts';
import { describeLoad } from '../../../language/loadProfile.ts';
import { loadPictureMarkdown } from '../../../language/loadPicture.ts';
import type { Hover, Occurrence } from '../../../language/languageDocument.ts';
import type { Span } from '../../../text/span.ts';
import { yamlPlace, type YamlPlace } from '../../yaml/yamlCursor.ts';
import { scalarOffsets } from '../../yaml/scalarOffsets.ts';
import type { YamlMap } from '../../yaml/yamlNode.ts';
import { descriptionUnder } from '../../zodPaths.ts';
import { planModel } from '../model.ts';
import type { CheckRow, Plan } from '../plan.ts';
import { namesUnder, runnerAt } from './planContext.ts';
import { loadOfStages } from './planLoad.ts';
import { optionKeys } from './planValues.ts';
import { valueTable } from './planVariables.ts';

export interface HoverSource {
  root: YamlMap;
  plan: Plan;
  text: string;
  occurrences: readonly Occurrence[];
}

/** What a person sees who points at something in a plan. */
export function planHover(source: HoverSource, offset: number): Hover | undefined {
  const { root, occurrences } = source;
  const place = yamlPlace(root, offset);
  const name = occurrences.find(({ span: [start, end] }) => start <= offset && offset <= end);
  if (name) {
    const lines = describeName(source, name);
    if (lines.length > 0) return { span: name.span, markdown: lines.join('\n\n') };
  }
  if (!place) return undefined;
  const ofCheck = place.role === 'value' ? hoverOfCheck(source, place, offset) : undefined;
  if (ofCheck) return ofCheck;
  if (place.role === 'key') return hoverOfKey(source, place);
  return hoverOfValue(source, place);
}

function hoverOfKey({ root, plan }: HoverSource, { path, span }: YamlPlace): Hover | undefined {
  const key = String(path.at(-1));
  const option = optionKeys(root, path.slice(0, -1)).find((offer) => offer.key === key)?.detail;
  const description = option ?? descriptionUnder(planModel, path);
  const lines = [`**${key}**${description === undefined ? '' : `: ${description}`}`];
  const test = path[0] === 'tests' && path[2] === 'stages' && path.length === 3 ? String(path[1]) : undefined;
  const profile = test === undefined ? undefined : loadOfStages(plan.tests.find(({ id }) => id === test)?.stages ?? []);
  if (profile) lines.push(describeLoad(profile), loadPictureMarkdown(profile));
  return description === undefined && !profile ? undefined : { span, markdown: lines.join('\n\n') };
}

function hoverOfValue({ plan }: HoverSource, { path, span, node }: YamlPlace): Hover | undefined {
  if (node.kind === 'scalar' && path[0] === 'tests' && path[2] === 'runner') {
    const kind = plan.tests.find(({ id }) => id === path[1])?.runner;
    if (kind === undefined) return undefined;
    const { stages, title } = RUNNERS[kind];
    const follows = Object.entries(stages).map(([load, support]) => `${load}: ${support}`);
    return { span, markdown: `**${title}**\n\nStages it follows: ${follows.join(', ')}.` };
  }
  if (path[0] !== 'tests' || path[2] !== 'stages' || typeof path[3] !== 'number') return undefined;
  const stage = plan.tests.find(({ id }) => id === path[1])?.stages[path[3]];
  const profile = stage && loadOfStages([stage]);
  if (!profile) return undefined;
  const { from, to } = stage.load;
  const course = from === to ? '' : `, from ${String(from)} to ${String(to)}`;
  const warmup = stage.warmup ? ' Left out of whole-run figures.' : '';
  return { span, markdown: `Stage **${stage.name}**: ${describeLoad(profile)}${course}.${warmup}` };
}

function describeName(source: HoverSource, { kind, name }: Occurrence): string[] {
  const { plan, root } = source;
  switch (kind) {
    case 'requirement': {
      const title = plan.requirements.get(name)?.title;
      return [`**Requirement ${name}**${title === undefined ? ' is not declared.' : `: ${title}`}`];
    }
    case 'variable':
      return [`**Variable ${name}**`, valueTable(root, name)];
    case 'secret':
      return [`**Secret ${name}**: its value stays outside the plan, and out of everything that is written.`];
    case 'environment': {
      const environment = plan.environments.find(({ id }) => id === name);
      const marks = [environment?.isDefault ? 'default' : [], environment?.isProtected ? 'protected' : []].flat();
      const target = environment?.target ? ` \`${environment.target.value}\`` : '';
      const names = [
        ...new Set([...namesUnder(root, ['variables']), ...namesUnder(root, ['environments', name, 'variables'])]),
      ];
      const values = names.map((variable) => `\`${variable}\` = ${valueTable(root, variable, name)}`);
      return [
        `**Environment ${name}**${target}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`,
        values.join('  \n'),
      ];
    }
    case 'test': {
      const test = plan.tests.find(({ id }) => id === name);
      if (!test) return [];
      const profile = loadOfStages(test.stages);
      const title = test.title === undefined ? '' : `: ${test.title}`;
      const load = profile
        ? [describeLoad(profile), loadPictureMarkdown(profile)]
        : ['Its load is that of its script.'];
      const counted = `${test.checks.length} checks, ${test.guards.length} guards`;
      return [
        `**Test ${name}**${title} (${RUNNERS[test.runner].title})`,
        ...(test.runner === 'coder' || test.runner === 'command' ? [] : load),
        counted,
      ];
    }
    default:
      return [];
  }
}

/** The metric, statistic or level under the cursor, inside a check. */
function hoverOfCheck(source: HoverSource, { path, node }: YamlPlace, offset: number): Hover | undefined {
  if (node.kind !== 'scalar' || !path.some((step) => step === 'checks' || step === 'guards')) return undefined;
  const row = rowAt(source.plan, offset);
  const parsed = parseExpression(node.text);
  const parts = parsed.parts.metric ? parsed.parts : parseSelector(node.text).parts;
  const offsets = scalarOffsets(node, source.text);
  const inSource = ([start, end]: Span): Span => [
    offsets[start] ?? node.span[0],
    (offsets[end - 1] ?? node.span[1]) + 1,
  ];
  const at = (part: keyof ExpressionParts): Span | undefined => {
    const span = parts[part];
    if (span === undefined || typeof span[0] !== 'number') return undefined;
    const found = inSource(span as Span);
    return found[0] <= offset && offset <= found[1] ? found : undefined;
  };
  const metric = at('metric');
  if (metric) {
    const name = source.text.slice(...metric);
    const runner = runnerAt(source.root, path);
    const known = runner ? findMetric(runner, name) : isMetricName(name) ? METRICS[name] : undefined;
    const meaning =
      row?.check.definition?.meaning ??
      (known === 'custom' ? 'A metric that the test itself defines.' : known?.meaning);
    const measured = runner && isMetricName(name) ? RUNNERS[runner].metrics[name]?.source : undefined;
    if (meaning === undefined) return undefined;
    return {
      span: metric,
      markdown: `**${name}**: ${meaning}${measured === undefined ? '' : `\n\n${runner ?? ''} measures: ${measured}.`}`,
    };
  }
  const window = at('window');
  if (!window) return undefined;
  const isFor = source.text.slice(...window).startsWith('for');
  const meaning = isFor
    ? 'True in every second of a stretch this long.'
    : 'One value from all that was measured in a stretch this long.';
  return { span: window, markdown: meaning };
}

function rowAt(plan: Plan, offset: number): CheckRow | undefined {
  const rows = plan.tests.flatMap(({ checks, guards }) => [...checks, ...guards]);
  return rows.find(({ span: [start, end] }) => start <= offset && offset <= end);
}

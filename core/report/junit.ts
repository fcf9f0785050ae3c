import { formatVerdict } from '../format.ts';
import { worstVerdict } from '../checks/truthTable.ts';
import { observedText } from '../run/observedText.ts';
import { isGuardResult, type CheckResult } from '../run/runResult.ts';
import type { ReportInput } from './reportInput.ts';
import { xmlElement, type XmlElement } from './xml.ts';

type Kind = 'passed' | 'failure' | 'error' | 'skipped';

interface TestCase {
  kind: Kind;
  element: XmlElement;
}

/**
 * JUnit XML with one test case for each check, as GitLab, Jenkins and GitHub read it. Where the run itself is worse
 * than all of its checks (invalid, cut off, without checks), one more case says so: a build must not be green then.
 */
export function junitReport(input: ReportInput): string {
  const { manifest, result } = input;
  const cases = [...result.checks.map((check) => checkCase(check, input)), ...runCase(input)];
  const count = (kind: Kind): string => String(cases.filter((one) => one.kind === kind).length);
  const seconds = (((manifest.endedAt ?? manifest.startedAt) - manifest.startedAt) / 1000).toFixed(3);
  const counts = {
    tests: String(cases.length),
    ...{ failures: count('failure'), errors: count('error'), skipped: count('skipped'), time: seconds },
  };
  const suite = xmlElement(
    'testsuite',
    {
      name: manifest.testId,
      ...counts,
      timestamp: new Date(manifest.startedAt).toISOString().slice(0, 19),
    },
    [propertiesElement(input), ...cases.map(({ element }) => element)],
  );
  const root = xmlElement('testsuites', { name: 'Headroom', ...counts }, [suite]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}

function propertiesElement({ manifest, result, marks }: ReportInput): XmlElement {
  const values: [string, string][] = [
    ['run', manifest.runId],
    ['verdict', result.verdict],
    ['state', result.state],
    ['environment', manifest.environment?.id ?? 'none'],
    ['target', manifest.environment?.target ?? ''],
    ['runner', manifest.runner],
    ['tool', `${manifest.tool.name} ${manifest.tool.version}`],
    ['commit', manifest.gitCommit ?? ''],
    ...marks.map((mark): [string, string] => ['mark', mark]),
  ];
  const told = values.filter(([, value]) => value !== '');
  return xmlElement(
    'properties',
    {},
    told.map(([name, value]) => xmlElement('property', { name, value })),
  );
}

function checkCase(check: CheckResult, { manifest, marks }: ReportInput): TestCase {
  const { kind, outcome } = outcomeOf(check);
  const said = [
    `${formatVerdict(check.verdict)}: ${expectedAndActual(check)}`,
    ...(check.requirement === undefined ? [] : [`requirement: ${check.requirement}`]),
    ...(check.verdict !== 'pass' && check.action !== undefined ? [`action: ${check.action}`] : []),
    ...check.notes,
    ...marks,
  ];
  const output = xmlElement('system-out', {}, [said.join('\n')]);
  // A check takes no time of its own; the suite has the time of the run.
  // The id outlives edits of the limit, so a build server sees one test case through time.
  const attributes = { name: check.id, classname: manifest.testId, time: '0' };
  return { kind, element: xmlElement('testcase', attributes, [...outcome, output]) };
}

function outcomeOf(check: CheckResult): { kind: Kind; outcome: XmlElement[] } {
  const details = expectedAndActual(check);
  const reasons = check.notes.join('; ') || formatVerdict(check.verdict);
  switch (check.verdict) {
    case 'pass':
    case 'warn':
      return { kind: 'passed', outcome: [] };
    case 'fail':
      return { kind: 'failure', outcome: [xmlElement('failure', { message: details, type: 'fail' }, [details])] };
    case 'no-data':
      // A guard protects the run and judges nothing, so one that could not be told does not break a build.
      if (isGuardResult(check)) return { kind: 'skipped', outcome: [xmlElement('skipped', { message: reasons })] };
      return { kind: 'error', outcome: [xmlElement('error', { message: reasons, type: 'no-data' }, [details])] };
    case 'invalid':
      return { kind: 'error', outcome: [xmlElement('error', { message: reasons, type: 'invalid' }, [details])] };
  }
}

function expectedAndActual(check: CheckResult): string {
  const { expression, levels } = check;
  const expected = Object.entries(levels).map(([level, condition]) =>
    level === 'target' ? condition : `${level} ${condition}`,
  );
  return `${expression}: expected ${expected.join(', ') || 'nothing'}, actual ${observedText(check) ?? 'no data'}`;
}

function runCase({ manifest, result }: ReportInput): TestCase[] {
  const { verdict, reasons, checks } = result;
  const counted = checks.filter((check) => !(check.verdict === 'no-data' && isGuardResult(check)));
  const ofChecks = counted.length === 0 ? 'pass' : worstVerdict(counted.map((check) => check.verdict));
  const isWorse = worstVerdict([ofChecks, verdict]) !== ofChecks;
  if (!isWorse || verdict === 'warn' || verdict === 'pass') return [];
  const message = reasons.join('; ') || formatVerdict(verdict);
  const kind = verdict === 'fail' ? 'failure' : 'error';
  const attributes = { name: 'the run itself', classname: manifest.testId, time: '0' };
  const outcome = xmlElement(kind, { message, type: verdict }, [reasons.join('\n')]);
  return [{ kind, element: xmlElement('testcase', attributes, [outcome]) }];
}

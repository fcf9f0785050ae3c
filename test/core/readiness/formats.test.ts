import { expect, it } from 'vitest';
import { READINESS_FORMATS } from '../../../core/readiness/formats.ts';
import { readinessReport, type ReadinessReport } from '../../../core/readiness/readinessReport.ts';
import { manifestOf } from '../../support/runFolder.ts';
import { documentOf, evidenceOf, inputOf, planOf, rolesOf, signOffOf } from './readinessFixture.ts';

const HOSTILE = `<script>alert(1)</script>|\`]]>"'><img src=x onerror=alert(1)>\n# Headline\n[a](javascript:b)`;
/** The same as far as one line of Markdown can hold it. */
const ITEM = `<script>alert(1)</script> \\| ]]> "'><img src=x onerror=alert(1)> \`b\``;

/** A report in which everything that has a name is called something hostile. */
function hostileReport(): ReadinessReport {
  const evidence = evidenceOf({
    ...{ bound: { kind: 'check', name: HOSTILE }, reason: HOSTILE, state: 'fail' },
    check: { ...evidenceOf().check!, id: HOSTILE, expression: HOSTILE, levels: { target: HOSTILE }, notes: [HOSTILE] },
  });
  const text = `# ${ITEM}\n\n- [x] ${ITEM} <!-- headroom: check=a -->\n- [ ] ${ITEM} <!-- headroom: not-applicable: ${ITEM} -->\n`;
  const [item] = documentOf(text).checklist.items;
  const manifest = manifestOf(HOSTILE, {
    ...{ testId: HOSTILE, startedBy: HOSTILE, gitCommit: HOSTILE, runner: HOSTILE, overrides: { [HOSTILE]: HOSTILE } },
    environment: { id: HOSTILE, target: HOSTILE },
  });
  const requirements = [{ id: HOSTILE, title: HOSTILE, line: 1 }];
  return readinessReport(
    inputOf({
      madeBy: HOSTILE,
      plans: [
        planOf([{ line: 1, requirement: HOSTILE, evidence }], {
          ...{ file: HOSTILE, environment: HOSTILE, notes: [HOSTILE], requirements },
        }),
      ],
      documents: [
        documentOf(
          text,
          { state: 'fail', reason: HOSTILE },
          {
            file: HOSTILE,
            notes: { [item!.id]: { note: HOSTILE, links: ['javascript:alert(1)'] } },
            signOffs: rolesOf('', [signOffOf({ role: HOSTILE, name: HOSTILE })], {
              state: 'marked',
              reasons: [HOSTILE],
            }),
          },
        ),
      ],
      runs: [{ manifest, whyNotCounted: HOSTILE, reportLink: 'a%3Cb/report.html' }],
    }),
  );
}

it('escapes every text of a user in HTML, and loads and runs nothing', () => {
  const page = READINESS_FORMATS.html.render(hostileReport());
  expect(page).not.toMatch(/<script|<img/);
  expect(page.split('&lt;script&gt;').length).toBeGreaterThan(15);
  expect(page).not.toContain(`"'>`);
  expect(page).toContain('default-src &#39;none&#39;');
  expect([...page.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, to]) => to)).toEqual(['a%3Cb/report.html']);
});

it('keeps every row of a Markdown table in its line and its columns', () => {
  const text = READINESS_FORMATS.md.render(hostileReport());
  const lines = text.split('\n');
  const columnsOf = (line: string): number => line.replaceAll('\\|', '').split('|').length;
  let columns = 0;
  let rows = 0;
  for (const [at, line] of lines.entries()) {
    if (!line.startsWith('|')) columns = 0;
    else if (columns === 0) columns = columnsOf(line);
    else {
      rows += 1;
      expect({ at, line, columns: columnsOf(line) }).toEqual({ at, line, columns });
    }
  }
  expect(rows).toBeGreaterThan(12);
  expect(lines.filter((line) => line.startsWith('#'))).toEqual([
    ...['# Readiness: no-go', '## Requirements', '## Checklists', '## Capacity and headroom', '## Open risks'],
    ...['## Sign-offs', '## Runs and environments'],
  ]);
  const outsideOfCode = text.replaceAll(/`[^`\n]*`/g, '');
  expect(outsideOfCode).not.toMatch(/(?<!\\)<(?:script|img)/);
  expect(outsideOfCode).not.toMatch(/(?<!\\)\]\(javascript/);
});

it('says of everything that is missing that it is missing', () => {
  const report = readinessReport(inputOf());
  const text = READINESS_FORMATS.md.render(report);
  expect(text).toContain('# Readiness: not decided');
  expect(text).toContain('- There is nothing to decide on');
  expect(text.match(/no data/g)).toHaveLength(4);
  expect(text).toContain('None was found.');
  expect(text).toContain('nobody has signed one');
  expect(JSON.parse(READINESS_FORMATS.json.render(report))).toEqual(report);
});

it('names the gravest reasons first, and how many more there are', () => {
  const items = Array.from({ length: 14 }, (_, at) => `- [ ] item ${at}\n`).join('');
  const text = READINESS_FORMATS.md.render(readinessReport(inputOf({ documents: [documentOf(items)] })));
  expect(text.match(/^- .*is open/gm)).toHaveLength(10);
  expect(text).toContain('- And 4 more, see Open risks.');
});

it('gives tables headings with a scope, and every section a name', () => {
  const page = READINESS_FORMATS.html.render(hostileReport());
  expect(page).not.toMatch(/<th(?! scope="col")[\s>]/);
  expect(page.match(/<section id="[a-z-]+" aria-labelledby="heading-/g)).toHaveLength(6);
});

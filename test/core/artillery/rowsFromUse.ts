import { GET, script, type Row } from './rowScripts.ts';

/** What scripts in use showed beyond the list of mistakes. One without a mark is right as it is. */
export const ROWS_FROM_USE: readonly Row[] = [
  [
    51,
    'a processor and an engine that the file of --config may bring',
    '⟦artillery-no-target config⟧:\n  processor: ⟦artillery-processor-elsewhere ./gone.js⟧\nscenarios:\n  - engine: ⟦artillery-engine-elsewhere playwright⟧\n',
  ],
  [
    51,
    'a processor of a script whose environments have targets',
    script(
      '  processor: ⟦artillery-processor-missing gone.js⟧\n  environments: { a: { target: "http://a.test" } }\n',
      GET,
      '',
    ),
  ],
  [52, 'a processor in a container', script('  processor: ⟦artillery-processor-absolute /gone/helpers.js⟧\n')],
  [52, 'one on Windows', script('  processor: ⟦artillery-processor-absolute C:\\gone\\helpers.js⟧\n')],
];

import { effectiveTest } from '../configs/plan/effectiveTest.ts';
import type { LoadTest, Plan } from '../configs/plan/plan.ts';
import { withoutCredentials } from '../text/credentials.ts';
import { redactor } from '../text/redact.ts';
import { urlSecrets, withoutUrlCredentials } from '../text/urlCredentials.ts';

/** What is known of a run before it begins, as far as it may hold secrets. */
export interface SecretsOfRun {
  secrets: ReadonlyMap<string, string>;
  plan: Plan;
  planText: string;
  test: LoadTest;
  /** There is no plan, so nobody told which secrets there are. */
  script?: unknown;
}

export interface RunRedactor {
  redact: (text: string) => string;
  /** False where nothing is known that could be in what is measured, such as the name of a request. */
  hidesText: boolean;
}

/** Takes secrets out of what is kept and shown of a run. The run itself has them. */
export function runRedactor({ secrets, plan, planText, test, script }: SecretsOfRun): RunRedactor {
  // The plan as it is written, and with its variables in place.
  const written = [planText, plan.environment?.target?.value ?? '', JSON.stringify(effectiveTest(test))];
  const inAddresses = urlSecrets(written.join('\n'));
  const hide = redactor([...secrets.values(), ...inAddresses]);
  // Nobody told which secrets a script without a plan uses, so what looks like one is hidden.
  const hideForms = script === undefined ? withoutUrlCredentials : withoutCredentials;
  return {
    // Addresses first: of one whose password is replaced already the user would stay.
    redact: (text) => hide(hideForms(text)),
    hidesText: secrets.size > 0 || inAddresses.length > 0 || script !== undefined,
  };
}

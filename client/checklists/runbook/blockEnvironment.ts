import path from 'node:path';
import * as vscode from 'vscode';
import type { DangerPlace } from '../../../core/checklist/runbook/dangers.ts';
import type { Environments as Offered } from '../../../core/language/languageDocument.ts';
import { findPlans } from '../../../core/node/checklist/findPlans.ts';
import { hostName } from '../../../core/text/hostName.ts';
import { Environments } from '../../environment/environments.ts';
import type { LanguageServer } from '../../language/languageServer.ts';
import { environmentOfPerson } from '../../running/engine.ts';
import { Secrets } from '../../running/secrets.ts';
import { nameOf } from './chosenBlock.ts';
import { secretValues, valuesOfEnvFile, variablesOfPlan } from './planEnvironment.ts';

/** With what a block is run. */
export interface BlockEnvironment {
  /** Id of the environment, where one is chosen. */
  name?: string;
  /** What the plan adds to the environment, secrets included that a person has agreed to. */
  added: Readonly<Record<string, string>>;
  /** The whole environment of a process. */
  whole: Readonly<Record<string, string>>;
  /** Values that nobody shall see. */
  secrets: readonly string[];
  /** What is protected, for questions before it is run. */
  place: DangerPlace;
}

interface PlanOffer {
  plan: string;
  offered: Offered;
}

/** Finds the environment of a document's blocks: that of the nearest plan, as it is chosen for runs of that plan. */
export class BlockEnvironments implements vscode.Disposable {
  private readonly environments: Environments;
  private readonly secrets: Secrets;
  /** What was agreed to in this window, by plan. */
  private readonly agreed = new Map<string, boolean>();

  constructor(
    private readonly server: Pick<LanguageServer, 'testsOf'>,
    private readonly memory: vscode.Memento,
    storage: vscode.SecretStorage,
  ) {
    this.environments = new Environments(memory);
    this.secrets = new Secrets(storage);
  }

  /** Asks where nothing is known yet. `cancelled` when the person would rather not. Throws a `UserError`. */
  async of(document: vscode.Uri, commands: string): Promise<BlockEnvironment | 'cancelled'> {
    const person = environmentOfPerson();
    const offers = await this.offersFor(document);
    const protectedHosts = offers.flatMap(({ offered }) =>
      offered.choices.flatMap(({ isProtected, target }) => (isProtected ? (hostName(target ?? '') ?? []) : [])),
    );
    const offer = await this.choosePlan(document, offers);
    if (offer === 'cancelled') return 'cancelled';
    if (offer === undefined) {
      const place = { protectedHosts, variables: person };
      return { added: {}, whole: person, secrets: secretValues(person, []), place };
    }
    const { plan, offered } = offer;
    if ((await this.environments.forRun(plan, offered)) === 'cancelled') return 'cancelled';
    const chosen = this.environments.effectiveFor(plan, offered);
    const fromFile = valuesOfEnvFile(plan, offered.envFile);
    const missing = Object.entries(fromFile).filter(([name]) => (person[name] ?? '') === '');
    const secrets = await this.secretsFor(plan, offered.secrets ?? [], commands, { ...fromFile, ...person });
    if (secrets === 'cancelled') return 'cancelled';
    const added = { ...Object.fromEntries(missing), ...variablesOfPlan(offered, chosen), ...secrets };
    const whole = { ...person, ...added };
    const protectedEnvironment =
      chosen?.isProtected === true ? (hostName(chosen.target ?? '') ?? chosen.id) : undefined;
    return {
      ...(chosen === undefined ? {} : { name: chosen.id }),
      added,
      whole,
      secrets: secretValues(whole, offered.secrets ?? []),
      place: {
        protectedHosts,
        variables: whole,
        ...(protectedEnvironment === undefined ? {} : { protectedEnvironment }),
      },
    };
  }

  dispose(): void {
    this.environments.dispose();
  }

  private async offersFor(document: vscode.Uri): Promise<PlanOffer[]> {
    const folder = vscode.workspace.getWorkspaceFolder(document)?.uri.fsPath ?? path.dirname(document.fsPath);
    const plans = findPlans(document.fsPath, folder);
    const offers = plans.map(async (plan) => {
      const answer = await this.server.testsOf(vscode.Uri.file(plan));
      return answer === undefined ? [] : [{ plan, offered: answer.environments }];
    });
    return (await Promise.all(offers)).flat();
  }

  private async choosePlan(
    document: vscode.Uri,
    offers: readonly PlanOffer[],
  ): Promise<PlanOffer | 'cancelled' | undefined> {
    if (offers.length < 2) return offers[0];
    const key = `plan of steps ${document.fsPath}`;
    const known = offers.find(({ plan }) => plan === this.memory.get(key));
    if (known !== undefined) return known;
    const picked = await vscode.window.showQuickPick(
      offers.map((offer) => ({ label: path.basename(offer.plan), offer })),
      {
        title: 'Plan of This Runbook',
        placeHolder: `Steps of ${nameOf(document)} get the environment of this plan`,
        ignoreFocusOut: true,
      },
    );
    if (picked === undefined) return 'cancelled';
    await this.memory.update(key, picked.offer.plan);
    return picked.offer;
  }

  /** Secrets of the plan: those that VS Code keeps, and those that the commands name and that have no value yet. */
  private async secretsFor(
    plan: string,
    names: readonly string[],
    commands: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<Record<string, string> | 'cancelled'> {
    const without = names.filter((name) => (environment[name] ?? '') === '');
    const stored = await Promise.all(
      without.map(async (name) => ({ name, value: await this.secrets.valueOf(plan, name) })),
    );
    const wanted = stored.filter(({ name, value }) => value !== undefined || isNamedIn(commands, name));
    if (wanted.length === 0) return {};
    const mayHave =
      this.agreed.get(plan) ??
      (await agree(
        plan,
        wanted.map(({ name }) => name),
      ));
    if (mayHave === undefined) return 'cancelled';
    this.agreed.set(plan, mayHave);
    if (!mayHave) return {};
    const given: Record<string, string> = {};
    for (const { name, value } of wanted) {
      const known = value ?? (await this.secrets.ask(plan, name));
      if (known === undefined) return 'cancelled';
      given[name] = known;
    }
    return given;
  }
}

function isNamedIn(commands: string, name: string): boolean {
  return commands.includes(`$${name}`) || commands.includes(`\${${name}`) || commands.includes(`$env:${name}`);
}

const HAND_OVER = 'Hand Over';
const RUN_WITHOUT = 'Run Without';

/** Undefined: nothing is to be run. */
async function agree(plan: string, names: readonly string[]): Promise<boolean | undefined> {
  const chosen = await vscode.window.showInformationMessage(
    `Hand the secrets of ${path.basename(plan)} over to the commands?`,
    {
      modal: true,
      detail: `${names.join(', ')}: the commands get the values in their environment, and no file or output does. This holds until the window closes.`,
    },
    RUN_WITHOUT,
    HAND_OVER,
  );
  return chosen === undefined ? undefined : chosen === HAND_OVER;
}

import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../running/engine.ts';
import type { Beside, RunChoice } from '../running/runChoice.ts';
import { startDemoService } from './demoService.ts';

/** Variable of the plan that says where the service listens. */
const PORT = 'port';

/**
 * The plan of the first run and its service. The plan is kept in VS Code's own folder for this extension, so nothing in
 * the workspace changes; the service listens on this machine for as long as a run takes, however the run is started.
 */
export class DemoShop {
  readonly plan: string;
  private readonly shipped: string;

  constructor(
    extensionFolder: string,
    storageFolder: string,
    private readonly engine: Engine,
  ) {
    this.plan = path.join(storageFolder, 'quickstart', 'shop.headroom.yaml');
    this.shipped = path.join(extensionFolder, 'examples', 'quickstart');
  }

  isPlan(file: string): boolean {
    return path.normalize(file) === path.normalize(this.plan);
  }

  /** As it was shipped, whatever was tried out with it. */
  writePlan(): void {
    mkdirSync(path.dirname(this.plan), { recursive: true });
    copyFileSync(path.join(this.shipped, 'shop.headroom.yaml'), this.plan);
  }

  /** The service for a run of the plan. Undefined for any other run, and where the person says which port is meant. */
  async beside({ file, variables }: RunChoice): Promise<Beside | undefined> {
    if (!this.isPlan(file) || variables?.[PORT] !== undefined) return undefined;
    const { port, stop } = await startDemoService(path.join(this.shipped, 'demo-service.mjs'), this.engine);
    return { variables: { [PORT]: String(port) }, stop };
  }
}

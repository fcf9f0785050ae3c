export interface CodeServer {
  url: string;
  authority: string;
  /** The runtime folder (`XDG_RUNTIME_DIR`) of the extension host. */
  runDir: string;
  output(): string;
  stop(): Promise<void>;
}

export function startServer(options: {
  cacheDir: string;
  settings?: Record<string, unknown>;
  extensionsDir?: string;
  env?: Record<string, string | undefined>;
}): Promise<CodeServer>;

/** Installs packages into a folder of extensions. Throws with what VS Code says when it does not. */
export function installVsix(cacheDir: string, extensionsDir: string, ...files: string[]): string;

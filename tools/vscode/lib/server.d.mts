export interface CodeServer {
  url: string;
  authority: string;
  output(): string;
  stop(): Promise<void>;
}

export function startServer(options: { cacheDir: string; settings?: Record<string, unknown> }): Promise<CodeServer>;

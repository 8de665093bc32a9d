import type { Config, Lifecycle, Logger } from '@chatloom/platform';

/** What the starter (`npm start`) is told over the process channel when the server is ready. */
export interface StartMessage {
  type: 'ready';
  /** The one address to open. */
  url: string;
  notes: string[];
}

/**
 * Tell whoever started us where to go: the set-up link on the first visit, else the web app. `npm start` listens on
 * the process channel and prints it itself; anybody else reads it on standard output. The link is not logged.
 */
export function announceStart(config: Config, lifecycle: Lifecycle, logger: Logger): void {
  const setup = lifecycle.announced.find((one) => one.kind === 'setupLink');
  const url = setup?.url ?? config.PUBLIC_URL;
  const notes = lifecycle.announced.map((one) => one.text);
  logger.info('The server is ready.');
  if (process.send) process.send({ type: 'ready', url, notes } satisfies StartMessage);
  else if (config.isWeb) process.stdout.write(`${[...notes, `Chatloom is ready: ${url}`].join('\n')}\n`);
}

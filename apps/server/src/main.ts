import 'reflect-metadata';
import { ConfigError } from '@chatloom/platform';
import { startServer } from './bootstrap/startServer';

startServer(process.env).catch((error: unknown) => {
  // A mistake of whoever set this up needs its sentence, not our stack.
  process.stderr.write(`${error instanceof ConfigError || !(error instanceof Error) ? String((error as Error)?.message ?? error) : error.stack}\n`);
  process.exitCode = 1;
  // Whatever was started before the mistake was found must not keep a broken process alive.
  setImmediate(() => process.exit(1));
});

import { parseArgs } from 'node:util';
import { startSimulator } from './startSimulator';

/** Stand-alone: `simulator [--port 3001] [--host 127.0.0.1] [--data FILE]`; PORT and HOST of the environment are heeded too. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' }, data: { type: 'string' } } });
  const port = Number(values.port ?? process.env.PORT ?? 3001);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('The port must be a whole number from 0 to 65535.');
  const simulator = await startSimulator({ port, host: values.host ?? process.env.HOST, dataFile: values.data });
  console.log(`LINE simulator on ${simulator.url}`);
  const stop = (): void => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Whoever started us with a channel to talk over has died: nobody else would stop us.
  process.once('disconnect', stop);
}

main().catch((error: unknown) => {
  console.error(`The simulator could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});

import { checkCommand } from './flow/checkCommand';
import { runCommand } from './flow/runCommand';

/** What a command talks with; `process` is one. */
export interface CliIo {
  stdin: NodeJS.ReadableStream;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/** Does something with its words. @returns the exit code */
export type Command = (words: string[], io: CliIo) => Promise<number>;

const COMMANDS: Record<string, { run: Command; help: string }> = {
  'flow check': { run: checkCommand, help: 'flow check FILE            list what is wrong with a flow; exit code 1 when it cannot be published' },
  'flow run': { run: runCommand, help: 'flow run FILE [options]    talk to a flow in the terminal (/help shows what you can do)' },
};

/**
 * The command line: `chatloom flow check FILE`, `chatloom flow run FILE`.
 *
 * @param argv the words behind the program's name
 * @returns 0 when all is well, 1 when the command found something wrong, 2 when it was not understood
 */
export async function main(argv: string[], io: CliIo): Promise<number> {
  const name = argv.slice(0, 2).join(' ');
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command.run(argv.slice(2), io);
  const asked = argv.length === 0 || argv[0] === 'help' || argv.includes('--help');
  const help = `${asked ? '' : `There is no command "${name}".\n`}Commands:\n${Object.values(COMMANDS).map((each) => `  ${each.help}\n`).join('')}`;
  (asked ? io.stdout : io.stderr).write(help);
  return asked ? 0 : 2;
}

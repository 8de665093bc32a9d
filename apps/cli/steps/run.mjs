import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Run a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { capture?: boolean, onLine?: (line: string) => void }} [options]
 *   `capture` keeps the output instead of showing it; `onLine` also gets every line of it.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { capture = false, onLine, ...options } = {}) {
  return new Promise((resolve) => {
    const piped = capture || onLine !== undefined;
    const child = spawn(command, args, { cwd: root, stdio: piped ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'], ...options });
    let output = '';
    let rest = '';
    const take = (chunk) => {
      output += chunk;
      if (!capture) process.stdout.write(chunk);
      if (!onLine) return;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    child.once('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.once('close', (code, signal) => {
      if (rest && onLine) onLine(rest);
      resolve({ code: code ?? (signal ? 1 : 0), output });
    });
  });
}

/** Run one of the installed packages' programs with this very Node. */
export function runPackage(entry, args, options) {
  return run(process.execPath, [entry, ...args], options);
}

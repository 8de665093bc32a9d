import { createServer } from 'node:net';

/** @returns {Promise<boolean>} whether somebody could listen there now */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/**
 * The port a person asked for, or the usual one, or (when that is taken, in a second clone for example) the next free one.
 * @param {{ asked: string | undefined, usual: number, name: string, not?: number }} wish
 */
export async function choosePort({ asked, usual, name, not }) {
  if (asked !== undefined && asked !== '') {
    if (asked === '0' || (await isFree(Number(asked)))) return Number(asked);
    console.error(`Port ${asked} (${name}) is taken by another program. Choose another one, or leave ${name} unset to take any.`);
    process.exit(1);
  }
  for (let port = usual; port < usual + 200; port += 2) {
    if (port !== not && (await isFree(port))) return port;
  }
  return 0;
}

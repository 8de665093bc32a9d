import { WebhookClient } from './WebhookClient';

/** So many connections at once, each with its own work; all are closed when everybody is done. */
export async function inParallel(connections: number, { host, port }: { host: string; port: number }, work: (client: WebhookClient, index: number) => Promise<void>): Promise<void> {
  const clients = await Promise.all(Array.from({ length: connections }, () => new WebhookClient(host, port).open()));
  await Promise.all(clients.map(work));
  for (const client of clients) client.close();
}

/** @throws Error naming what never came */
export async function until(done: () => boolean, what: string, limitMs = 60_000): Promise<void> {
  for (const end = performance.now() + limitMs; !done(); ) {
    if (performance.now() > end) throw new Error(`It never came: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

import 'reflect-metadata';
import { createEngine, type NodeRunner } from '@chatloom/engine';
import {
  type BotWorld, createConversations, FlowWorld, Profiles, PushRenderer, registerWebhookRoute, ScheduleSource, type SendingChannel, SendingChannels, WebhookChannels,
} from '@chatloom/conversations';
import type { NodeDefinition } from '@chatloom/flow';
import { createLineGateway } from '@chatloom/line';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { nodeRunners } from '@chatloom/nodes/runtime';
import { BullJobQueue, ClockGuard, createLogger, Database, Lifecycle, Metrics, SystemClock, UuidSource } from '@chatloom/platform';
import Fastify from 'fastify';
import { z } from 'zod';
import { registerCounter } from './counter';
import { FAULT_FLOWS, flowIdOf } from './flows';
import { startAudience } from './startAudience';
import { startDraws } from './startDraws';
import { startCampaigns } from './startCampaigns';
import { gamesWorker, startBingo } from './startBingo';
import { startGiving } from './startGiving';
import { startPolls } from './startPolls';

/**
 * The runtime without anything around it: the same ingest, turns, outbox, timers and queue as the server, started in a
 * fraction of its time, so that thousands of deaths fit into minutes. Configured by environment, talks to its parent.
 */
const env = process.env as Record<string, string>;
const channel = JSON.parse(env['FAULT_CHANNEL']!) as { id: string; botId: string; secret: string };
const logger = createLogger({ level: env['LOG_LEVEL'] ?? 'error' });
const clock = new SystemClock();
const metrics = new Metrics();
const database = new Database({ entities: [], migrations: [], url: env['DATABASE_URL']!, poolSize: 4, onConnectionLost: () => undefined });

const poison: NodeRunner = {
  enter() {
    process.kill(process.pid, 'SIGKILL');
    return { then: { go: 'end' } };
  },
};
const poisonDefinition: NodeDefinition = { type: 'poison', kind: 'data', icon: 'skull', schema: z.object({}), defaults: () => ({}), ports: () => [] };
const engine = createEngine({ definitions: { ...nodeDefinitions, poison: poisonDefinition }, runners: { ...nodeRunners, poison } });
const live = Object.entries(FAULT_FLOWS).map(([name, document]) => engine.compileFlow({ flowId: flowIdOf(name), versionId: `v-${name}`, document }));
const library = engine.createFlowLibrary({ live });
const gateway = createLineGateway({ apiBaseUrl: env['LINE_URL']!, dataApiBaseUrl: env['LINE_URL']!, clock, limits: { totalMs: 1_500 } });

class World extends FlowWorld {
  async load(): Promise<BotWorld> {
    return { bot: { id: channel.botId, name: 'Faults', timeZone: 'Asia/Taipei' }, flows: library };
  }
}
class Sending extends SendingChannels {
  async sendingChannel(id: string): Promise<SendingChannel> {
    return { id, accessToken: 'token', state: 'active', gateway };
  }
  async pauseForToken(): Promise<void> {
    throw new Error('The stand-in never refuses a token.');
  }
}
class NoProfiles extends Profiles {
  async profile(_channelId: string, lineUserId: string) {
    return { kind: 'ok' as const, value: { displayName: lineUserId } };
  }
}
class NoPushes extends PushRenderer {
  async render() {
    return null;
  }
}
class NoSchedules extends ScheduleSource {
  async scheduleTriggers() {
    return [];
  }
}
class Webhooks extends WebhookChannels {
  async byWebhookKey(key: string) {
    return key === 'faults' ? channel : null;
  }
}

const lifecycle = new Lifecycle({ logger, graceMs: 25_000 });
const queue = new BullJobQueue({
  backend: env['REDIS_URL'] ? { kind: 'redis', url: env['REDIS_URL'], allowVolatile: true } : { kind: 'postgres', url: env['DATABASE_URL']! },
  works: true,
  logger,
  metrics,
  prefix: env['QUEUE_PREFIX'] ?? 'faults',
  probeEveryMs: 0,
});
lifecycle.register(
  new ClockGuard({ database, logger, onSkewed: (isSkewed) => void (isSkewed ? queue.quiesce() : queue.resume()), onHopeless: () => process.exit(1) }),
);
lifecycle.register(queue);
const system = createConversations({
  database, clock, ids: new UuidSource(), logger, metrics, queue, roles: ['web', 'worker'], engine, world: new World(), channels: new Sending(), profiles: new NoProfiles(),
  pushRenderer: new NoPushes(), scheduleSource: new NoSchedules(),
});
lifecycle.register(system.runtime);
startCampaigns({ database, clock, ids: new UuidSource(), logger, queue, lifecycle, ingest: system.ingest, gateway, botId: channel.botId });
startAudience({ database, clock, ids: new UuidSource(), logger, metrics, lifecycle });
const worker = gamesWorker({ lifecycle, logger, queue });
startPolls({ database, clock, logger, lifecycle, ingest: system.ingest, worker });
startBingo({ database, clock, ingest: system.ingest, worker });
startDraws({ database, clock, logger, lifecycle, worker, system });
const giving = startGiving({ database, clock, logger, worker, system });
const app = Fastify({ forceCloseConnections: true });
app.addHook('onRequest', (_request, reply, done) => (lifecycle.state === 'ready' ? done() : void reply.code(503).send('{}')));
registerCounter(app, { botId: channel.botId, clock, ...giving });
registerWebhookRoute(app, { channels: new Webhooks(), ingest: system.ingest, clock, logger, metrics });

async function main(): Promise<void> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  process.send?.({ type: 'listening', port: (app.server.address() as { port: number }).port });
  process.on('SIGTERM', () => void stop());
  process.on('disconnect', () => process.exit(0));
  await lifecycle.start(async () => {
    await database.connect();
  });
  process.send?.({ type: 'ready' });
}

async function stop(): Promise<void> {
  await lifecycle.stop();
  await app.close();
  await database.close();
  await gateway.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});

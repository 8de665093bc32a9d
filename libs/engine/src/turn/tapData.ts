import { MAX_TAP_DATA } from './limits';
import { longId, shortId } from './shortId';

/** What a button of ours says when it is tapped, also long after its session is over. */
export interface Tap {
  versionId: string;
  flowId: string;
  nodeId: string;
  port: string;
  sessionId: string;
}

/**
 * Postback data of a tap: `t|version|flow|node|port|session`. `d` stands for the version `draft:<flow>`. Ids hold no
 * bar; a port may, so bar and percent are escaped in it. Where LINE's 300 characters would not be enough the
 * session, needed only to find old answers again, is left out.
 */
export function writeTapData(tap: Tap): string {
  const version = tap.versionId === `draft:${tap.flowId}` ? 'd' : tap.versionId;
  const port = tap.port.replace(/[%|]/g, (sign) => (sign === '%' ? '%25' : '%7C'));
  const head = `t|${version}|${tap.flowId}|${tap.nodeId}|${port}|`;
  const data = head + tap.sessionId;
  return data.length <= MAX_TAP_DATA ? data : head;
}

/** Before an id that is written short; no other id begins so. */
const SHORT = '~';
/** The only part that is no id. */
const PORT = 4;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The same in fewer characters, for cards of many buttons that are stored and sent with every tap. */
export function shortTapData(data: string): string {
  return data
    .split('|')
    .map((part, i) => (i !== PORT && UUID.test(part) ? SHORT + shortId(part) : part))
    .join('|');
}

/** Reads what `writeTapData` or `shortTapData` wrote; anything else is an ordinary postback. */
export function readTapData(data: string): Tap | undefined {
  if (!data.startsWith('t|') || data.length > MAX_TAP_DATA) return undefined;
  const parts = data.split('|').map((part, i) => (i !== PORT && part.startsWith(SHORT) ? (longId(part.slice(1)) ?? part) : part));
  if (parts.length !== 6) return undefined;
  const [, version, flowId, nodeId, port, sessionId] = parts as [string, string, string, string, string, string];
  if (!version || !flowId || !nodeId || !port) return undefined;
  return {
    versionId: version === 'd' ? `draft:${flowId}` : version,
    flowId,
    nodeId,
    port: port.replace(/%7C/g, '|').replace(/%25/g, '%'),
    sessionId,
  };
}

import type { PhoneWire } from '@chatloom/contract';

/** Where LINE keeps large bodies (FACTS §1); everything else is at the API host. */
const DATA_PATHS = /\/(content|transcoding|preview)$|\/audienceGroup\/upload\/byFile/;

/** A call as a command for a terminal, against LINE itself. The token is a variable of the shell: it is nobody's to copy around. */
export function curlOf({ method, path, request, retryKey }: PhoneWire['requests'][number]): string {
  const host = DATA_PATHS.test(path.split('?')[0] ?? '') ? 'https://api-data.line.me' : 'https://api.line.me';
  const parts = [`curl -X ${method} ${quoted(host + path)}`, '-H "Authorization: Bearer $CHANNEL_ACCESS_TOKEN"'];
  if (retryKey !== undefined) parts.push(`-H ${quoted(`X-Line-Retry-Key: ${retryKey}`)}`);
  if (request !== '') parts.push(`-H 'Content-Type: application/json'`, `--data-raw ${quoted(request)}`);
  return parts.join(' \\\n  ');
}

/** A word no shell looks into. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

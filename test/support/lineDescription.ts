import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LINE_APIS, LINE_DESCRIPTION_FOLDER } from './lineDescriptionFolder';
import { type Check, OpenApiChecker } from './OpenApiChecker';

/** One call of LINE's API, with as much of the answer as is known. */
export interface Exchange {
  method: string;
  /** With query. */
  path: string;
  contentType?: string;
  /** Those of LINE's own that were sent, lower case: `x-line-retry-key`. */
  headers?: Record<string, string>;
  body?: Buffer | string;
  status?: number;
  /** Parsed JSON of the answer. */
  answer?: unknown;
}

/** LINE's OpenAPI files as one thing to check against. */
export interface LineDescription {
  /** What the description says against a request and, when given, its answer; one line per fault. */
  faultsOf(exchange: Exchange): string[];
  webhook: Check;
  /** The error body of the Messaging API. */
  errorBody: Check;
}

let loaded: LineDescription | undefined;

/** Reads the files once. @throws when they are not there; ask `hasLineDescription` of its folder first. */
export function lineDescription(): LineDescription {
  return (loaded ??= load());
}

function load(): LineDescription {
  const open = (name: string): OpenApiChecker => new OpenApiChecker(readDescription(join(LINE_DESCRIPTION_FOLDER, `${name}.yml`)));
  const apis = LINE_APIS.map(open);
  return {
    faultsOf({ method, path, contentType, headers, body, status, answer }) {
      const [pathname = '', search] = path.split('?');
      const label = `${method} ${pathname}`;
      for (const api of apis) {
        const operation = api.find(method, pathname);
        if (!operation) continue;
        const faults = api.requestFaults(operation, { query: new URLSearchParams(search), ...(headers && { headers }), ...(contentType !== undefined && { contentType }), ...(body !== undefined && { body }) });
        if (status !== undefined) faults.push(...answerFaults(api, operation, status, answer));
        return faults.map((fault) => `${label}: ${fault}`);
      }
      return [`${label} is not described`];
    },
    webhook: open('webhook').schema('CallbackRequest'),
    errorBody: apis[0]!.schema('ErrorResponse'),
  };
}

/** YAML of this size takes a good part of a second, and dozens of suites want it: what came of reading it is kept as JSON. */
function readDescription(file: string): Record<string, any> {
  const yaml = readFileSync(file, 'utf8');
  const kept = join(tmpdir(), `chatloom-line-${createHash('sha256').update(yaml).digest('hex').slice(0, 16)}.json`);
  try {
    return JSON.parse(readFileSync(kept, 'utf8')) as Record<string, any>;
  } catch {
    const document = parse(yaml) as Record<string, any>;
    // Whole or not at all: other suites look for it at the same time.
    writeFileSync(`${kept}.${process.pid}`, JSON.stringify(document));
    renameSync(`${kept}.${process.pid}`, kept);
    return document;
  }
}

function answerFaults(api: OpenApiChecker, operation: Parameters<OpenApiChecker['response']>[0], status: number, answer: unknown): string[] {
  if (!operation.responses?.[status]) return status < 300 ? [`answered ${status}, which is not described`] : [];
  const check = api.response(operation, status);
  if (check) return check(answer);
  // Some answers are described without a schema: LINE gives an empty object there, or bytes.
  const isFine = answer === undefined || JSON.stringify(answer) === '{}' || operation.responses[status].content !== undefined;
  return isFine ? [] : [`answered more than described: ${JSON.stringify(answer)}`];
}

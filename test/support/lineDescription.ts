import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const open = (name: string): OpenApiChecker => new OpenApiChecker(readFileSync(join(LINE_DESCRIPTION_FOLDER, `${name}.yml`), 'utf8'));
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

function answerFaults(api: OpenApiChecker, operation: Parameters<OpenApiChecker['response']>[0], status: number, answer: unknown): string[] {
  if (!operation.responses?.[status]) return status < 300 ? [`answered ${status}, which is not described`] : [];
  const check = api.response(operation, status);
  if (check) return check(answer);
  // Some answers are described without a schema: LINE gives an empty object there, or bytes.
  const isFine = answer === undefined || JSON.stringify(answer) === '{}' || operation.responses[status].content !== undefined;
  return isFine ? [] : [`answered more than described: ${JSON.stringify(answer)}`];
}

import type { CompiledFlow, FlowLibrary, TriggerIndex } from './types';

/** What a library is made of. */
export interface FlowLibrarySource {
  /** Live flows in the order the designer sees them: routing ties are broken by it. */
  live: readonly CompiledFlow[];
  /** Versions that sessions stand in besides the live ones: a list, or a look-up in somebody's cache. */
  versions?: Iterable<CompiledFlow> | ((versionId: string) => CompiledFlow | undefined);
}

/**
 * A library over compiled flows. The trigger index is built on first use and kept with the list of live flows, so
 * libraries made per batch from the same `live` array share it.
 */
export function createFlowLibrary(source: FlowLibrarySource, buildIndex: (live: readonly CompiledFlow[]) => TriggerIndex): FlowLibrary {
  const { live, versions } = source;
  const tables = tablesOf(live);
  let find: (versionId: string) => CompiledFlow | undefined;
  if (typeof versions === 'function') find = versions;
  else {
    const map = new Map<string, CompiledFlow>();
    for (const flow of versions ?? []) map.set(flow.versionId, flow);
    find = (versionId) => map.get(versionId);
  }
  return {
    live: (flowId) => tables.byFlowId.get(flowId),
    version: (versionId) => tables.byVersionId.get(versionId) ?? find(versionId),
    all: () => live,
    triggers: () => (tables.index ??= buildIndex(live)),
  };
}

interface Tables {
  byFlowId: Map<string, CompiledFlow>;
  byVersionId: Map<string, CompiledFlow>;
  index?: TriggerIndex;
}
const tablesByLive = new WeakMap<readonly CompiledFlow[], Tables>();

function tablesOf(live: readonly CompiledFlow[]): Tables {
  let tables = tablesByLive.get(live);
  if (!tables) {
    tables = {
      byFlowId: new Map(live.map((flow) => [flow.flowId, flow])),
      byVersionId: new Map(live.map((flow) => [flow.versionId, flow])),
    };
    tablesByLive.set(live, tables);
  }
  return tables;
}

/** A mistake of ours (a runner that throws, a type without a runner): thrown, never part of a conversation. */
export class EngineError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'EngineError';
  }
}

/** Data of a node does not fit its schema; a draft may hold such nodes. The engine ends the run politely. */
export class InvalidNodeDataError extends Error {
  constructor(
    readonly nodeId: string,
    message: string,
  ) {
    super(message);
    this.name = 'InvalidNodeDataError';
  }
}

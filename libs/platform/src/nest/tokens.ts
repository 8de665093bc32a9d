/**
 * Nest tokens of things that are interfaces or functions: `@Inject(CONFIG) private readonly config: Config`.
 * Classes (Clock, IdSource, Database, JobQueue, Metrics, SecretsBox, Lifecycle) are their own tokens.
 */
export const CONFIG = Symbol('chatloom.config');
export const LOGGER = Symbol('chatloom.logger');

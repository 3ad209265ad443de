import { operationsSuite } from './operations-suite.ts';

operationsSuite('SQLite', async () => ({ settings: {}, clear: async () => {} }));

import { incidentCommandsSuite } from './incident-commands-suite.ts';

incidentCommandsSuite('SQLite', async () => ({ settings: {}, clear: async () => {} }));
